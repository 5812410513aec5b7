"""Forms of staff screens."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from courses.running.actions.windows import MOST_DAYS
from courses.running.models.access import REASONS
from lms.people.models import Person

# The browser's own fields: Wagtail's calendar lies over the button below it while its field has the focus.
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
CLOSE_REASONS = [row for row in REASONS if row[0] in {"conduct", "left", "other"}]
EXTEND_REASONS = [row for row in REASONS if row[0] not in {"conduct", "left", "mistake"}]


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
