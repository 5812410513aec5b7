"""The form of a programme: its policy in plain fields."""

from typing import Any

from django import forms
from pydantic import ValidationError as PolicyError

from courses.running.models import Programme
from courses.running.policy import read_policy
from courses.running.staff.more_rules import RulesField, more_rules, policy_sentences, with_more_rules


class CourseForm(forms.Form):
    """A new course."""

    title = forms.CharField(max_length=255, label="Title")
    language = forms.ChoiceField(choices=[("en", "English"), ("ur", "Urdu")], label="Written in")


class ProgrammeForm(forms.ModelForm):
    """A programme with its policy in plain fields."""

    planned_minutes = forms.IntegerField(min_value=0, label="Planned minutes in class", help_text="48 hours are 2880.")
    required_minutes = forms.IntegerField(min_value=0, label="Required minutes in class")
    required_minutes_confirmed = forms.BooleanField(
        required=False,
        label="The required minutes are confirmed",
        help_text="Tick it once the programme’s own papers say so. Until then staff read “confirm me”.",
    )
    basis = forms.ChoiceField(
        label="The window opens",
        choices=[
            ("cohort_start", "on the batch's first day"),
            ("enrolment", "when somebody joins the batch"),
            ("first_session", "after the first class attended"),
            ("minutes_reached", "when the minutes below are reached in class"),
        ],
    )
    days = forms.IntegerField(min_value=1, max_value=3650, required=False, label="Days the window stays open")
    months = forms.IntegerField(
        min_value=1, max_value=120, required=False, label="or months", help_text="One of the two: days or months."
    )
    minutes = forms.IntegerField(min_value=1, required=False, label="Minutes in class that open the window")
    after_last_session_days = forms.IntegerField(
        min_value=0,
        max_value=366,
        required=False,
        label="Days after the last class planned",
        help_text="The window never ends before so many days after it. Leave empty when classes do not hold it open.",
    )
    keep_lectures = forms.BooleanField(
        required=False,
        label="Trainees may keep lectures on their phones",
        help_text="A kept lecture plays without data. It is a file of its own: it outlives the window, and nobody can "
        "take it back.",
    )
    offer_days = forms.IntegerField(
        min_value=1,
        max_value=60,
        required=False,
        label="Days an offered seat is kept",
        help_text="Then the next on the waiting list is asked. Empty: 3 days.",
    )
    no_show = forms.BooleanField(
        required=False,
        label="Who misses the first class loses the seat",
        help_text="Once staff close the roll of the first class. The seat goes to the next on the waiting list.",
    )
    watch_percent = forms.IntegerField(
        min_value=1,
        max_value=100,
        required=False,
        label="Percent of a lecture to watch before its lesson counts",
        help_text="Empty asks for nothing. Only what is played on the lesson’s page is counted, in a browser that runs "
        "scripts: a kept file played elsewhere is not.",
    )
    webinar_percent = forms.IntegerField(
        min_value=1,
        max_value=100,
        required=False,
        label="Percent of a webinar’s recording that counts as having been there",
        help_text="Empty: only the live webinar counts.",
    )
    pass_percent = forms.IntegerField(min_value=0, max_value=100, label="Percent that passes a quiz")
    required_activities = forms.BooleanField(required=False, label="To pass: all required activities")
    pass_minutes = forms.BooleanField(required=False, label="To pass: the required minutes in class")
    more = RulesField()
    courses = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label="Courses it offers")

    class Meta:
        model = Programme
        fields = ["name", "name_ur", "specimen"]

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = self.instance.rules
        self.fields["courses"].choices = offered  # type: ignore[attr-defined]
        self.initial.update(
            {
                "planned_minutes": policy.planned_minutes,
                "required_minutes": policy.required_minutes,
                "required_minutes_confirmed": policy.required_minutes_confirmed,
                "basis": policy.window.basis,
                "days": policy.window.days,
                "minutes": policy.window.minutes,
                "months": policy.window.months,
                "keep_lectures": policy.keep_lectures,
                "offer_days": policy.seats.offer_days,
                "no_show": policy.seats.no_show,
                "watch_percent": policy.watch_percent,
                "webinar_percent": policy.webinar_percent,
                "pass_percent": policy.passing.pass_percent,
                "required_activities": policy.passing.required_activities,
                "pass_minutes": policy.passing.minutes,
                "after_last_session_days": policy.window.after_last_session_days,
                "more": more_rules(policy),
            }
        )
        if self.instance.pk:
            self.initial["courses"] = [str(row.course_key) for row in self.instance.courses.all()]

    def clean(self) -> dict[str, Any]:
        """Put the policy together and let its own rules judge it."""
        data = super().clean() or {}
        if self.errors:
            return data
        reached = data["basis"] == "minutes_reached"
        # What this form does not ask stays as it is.
        kept = self.instance.rules.as_json()
        policy = {
            **kept,
            "planned_minutes": data["planned_minutes"],
            "required_minutes": data["required_minutes"],
            "required_minutes_confirmed": data["required_minutes_confirmed"],
            "window": {
                **kept["window"],
                "basis": data["basis"],
                "days": data["days"],
                "months": data["months"],
                "minutes": data["minutes"] if reached else None,
                "after_last_session_days": data["after_last_session_days"],
            },
            "keep_lectures": data["keep_lectures"],
            "seats": {"offer_days": data["offer_days"] or 3, "no_show": data["no_show"]},
            "watch_percent": data["watch_percent"],
            "webinar_percent": data["webinar_percent"],
            "pass": {
                **kept["pass"],
                "required_activities": data["required_activities"],
                "pass_percent": data["pass_percent"],
                "minutes": data["pass_minutes"],
            },
        }
        try:
            self.instance.policy = read_policy(with_more_rules(policy, data["more"])).as_json()
        except PolicyError as error:
            for sentence in policy_sentences(error):
                self.add_error(None, sentence)
        return data
