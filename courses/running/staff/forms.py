"""Forms of staff screens."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from pydantic import ValidationError as PolicyError

from courses.running.actions.windows import MOST_DAYS
from courses.running.models import Cohort, Programme
from courses.running.models.access import REASONS
from courses.running.models.cohorts import known_time_zone, site_time_zone
from courses.running.policy import read_policy
from courses.running.staff.more_rules import RulesField, more_rules, policy_sentences, with_more_rules
from lms.people.api import TRAINER
from lms.people.models import Centre, Organisation, Person, RoleAssignment

# The browser's own fields: Wagtail's calendar lies over the button below it while its field has the focus.
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
CLOSE_REASONS = [row for row in REASONS if row[0] in {"conduct", "left", "other"}]
EXTEND_REASONS = [row for row in REASONS if row[0] not in {"conduct", "left", "mistake"}]


class CohortForm(forms.Form):
    """A new batch; ``offered`` are pairs of one programme and one course it offers."""

    course = forms.ChoiceField(label="Course", help_text="Courses that your programmes offer.")
    name = forms.CharField(max_length=200, label="Name", help_text="For example: Batch 14, Mardan.")
    name_ur = forms.CharField(max_length=200, required=False, label="Name in Urdu")
    starts_on = forms.DateField(label="First day", widget=DAY)
    centre = forms.ModelChoiceField(queryset=Centre.objects.all(), required=False, label="Centre")
    women_only = forms.BooleanField(
        required=False, label="For women only", help_text="Nobody else can then be added to this batch."
    )
    ends_on = forms.DateField(
        label="Last day planned", widget=DAY, required=False, help_text="For the plan; windows follow the programme."
    )
    delivery = forms.ChoiceField(choices=Cohort.Delivery.choices, initial="centre", required=False, label="Taught")
    members_of = forms.ModelChoiceField(
        queryset=Organisation.objects.all(),
        required=False,
        label="Only for people of",
        help_text="Students and staff of one institute, as their own pages say. Empty: open to all.",
    )
    trainers = forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(),
        required=False,
        label="Trainers",
        widget=forms.CheckboxSelectMultiple,
        help_text="Shown on the batch. What they may do comes from their roles.",
    )
    seats = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=1_000_000,
        label="Seats",
        help_text="Who comes later goes on a waiting list. Leave it empty for no limit.",
    )
    time_zone = forms.CharField(
        label="Time zone",
        validators=[known_time_zone],
        help_text="Days of this batch begin and end at midnight here.",
    )
    open_now = forms.BooleanField(
        required=False,
        initial=True,
        label="Open it now",
        help_text="On the course's latest edition. Trainees enter from the first day on.",
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].choices = offered  # type: ignore[attr-defined]
        self.fields["time_zone"].initial = site_time_zone()
        teaching = RoleAssignment.objects.filter(role=TRAINER, ends_at=None).values("person")
        trainers = Person.objects.filter(pk__in=teaching).order_by("display_name", "pk")
        self.fields["trainers"].queryset = trainers  # type: ignore[attr-defined]
        self.fields["trainers"].label_from_instance = name_of  # type: ignore[attr-defined]
        if not trainers.exists():
            del self.fields["trainers"]

    def clean_delivery(self) -> str:
        """A batch is taught in a centre unless somebody says otherwise."""
        return self.cleaned_data["delivery"] or Cohort.Delivery.CENTRE


def name_of(person: Person) -> str:
    """Return the name by which staff know a person."""
    return person.display_name


class ExtendForm(forms.Form):
    """More days for one trainee."""

    days = forms.IntegerField(min_value=1, max_value=MOST_DAYS, initial=7, label="More days")
    reason = forms.ChoiceField(choices=EXTEND_REASONS, label="Reason")


class FreezeForm(forms.Form):
    """Stop one trainee's clock."""

    reason = forms.ChoiceField(choices=EXTEND_REASONS, label="Reason")


class CloseForm(forms.Form):
    """Close one trainee's window now."""

    reason = forms.ChoiceField(choices=CLOSE_REASONS, label="Reason")


class TraineeForm(forms.Form):
    """Add a trainee: an account that is there already, or a new one."""

    username = forms.CharField(
        max_length=150,
        label="Username",
        help_text="For signing in. Small Latin letters and digits, no name and no phone number.",
    )
    known = forms.BooleanField(
        required=False, label="This account is there already", help_text="Then the fields below stay empty."
    )
    display_name = forms.CharField(max_length=80, required=False, label="Name others see")
    legal_name = forms.CharField(max_length=160, required=False, label="Full name, for the certificate")
    urdu_name = forms.CharField(max_length=160, required=False, label="Name in Urdu, for the certificate")
    gender = forms.ChoiceField(
        choices=[("", "Not asked"), *Person.Gender.choices], required=False, label="Gender, as the person says it"
    )
    language = forms.ChoiceField(choices=[("ur", "Urdu"), ("en", "English")], label="Language of the pages")
    wait = forms.BooleanField(required=False, initial=True, label="If all seats are taken, put her on the waiting list")

    def clean(self) -> dict[str, Any]:
        """Ask for the names of a new person, and for an account where there should be one."""
        data = super().clean() or {}
        model = get_user_model()
        if data.get("known"):
            account = model.objects.filter(**{model.USERNAME_FIELD: data.get("username")}).first()
            data["person"] = Person.objects.filter(user=account).first() if account else None
            if data["person"] is None:
                self.add_error("username", "Nobody has this username. Look at the slip.")
            return data
        for name in ("display_name", "legal_name"):
            if not data.get(name):
                self.add_error(name, "A new trainee needs this name.")
        return data


class SessionForm(forms.Form):
    """A class session; it counts in the batch on whose page it is made."""

    title = forms.CharField(max_length=200, label="Class", initial="Class")
    starts_at = forms.DateTimeField(label="Began at", widget=MOMENT)
    planned_minutes = forms.IntegerField(min_value=1, max_value=1440, label="Planned minutes", initial=240)


class WebinarForm(forms.Form):
    """When and where a batch meets for a webinar; times are where the batch meets."""

    starts_at = forms.DateTimeField(label="Begins at", widget=MOMENT, help_text="On the clock of the batch.")
    minutes = forms.IntegerField(min_value=1, max_value=1440, label="Planned minutes")
    link = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        label="Link",
        help_text="Trainees see it on the webinar’s page from a quarter of an hour before until its end, nobody else.",
    )
    dial_in = forms.RegexField(
        r"^[0-9+(][0-9 ()+,#*-]{2,59}$",
        required=False,
        label="Number to call",
        help_text="For listening without data: digits, and what a phone’s keys have.",
    )
    code = forms.CharField(
        max_length=20,
        required=False,
        label="Code of the day",
        help_text="Say it during the webinar; whoever types it that day was there. Choose six digits or more. Without "
        "a code you write the list by hand.",
    )


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
            "attendance": self.instance.rules.attendance.model_dump(),
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


def offered_pairs(programmes: list[Programme], titles: dict[Any, str]) -> list[tuple[str, str]]:
    """Return the choices of a new batch: each course of each programme."""
    return [
        (f"{programme.uuid}/{row.course_key}", f"{titles[row.course_key]} ({programme.name})")
        for programme in programmes
        for row in programme.courses.all()
    ]


def chosen_pair(value: str, programmes: list[Programme]) -> tuple[Programme, str]:
    """Return the programme and the course key of a choice."""
    programme, course_key = value.split("/")
    return next(item for item in programmes if str(item.uuid) == programme), course_key
