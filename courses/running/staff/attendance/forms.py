"""Forms of attendance."""

from typing import Any

from django import forms

from courses.running.models import ClassSession
from courses.running.models.attendance import CUT_REASONS, UNLOCK_REASONS
from courses.running.staff.forms import MOMENT

CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
USUAL_MINUTES = 240
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
OUT_REASONS = [("forgot", "Forgot to press"), ("queue", "Left in the rush"), ("device", "The device was off")]


class DeviceFileForm(forms.Form):
    """A file of a device."""

    file = forms.FileField(label="File of the device", help_text="CSV with a number and a date and time in each line.")
    device = forms.SlugField(
        max_length=32, initial="door", label="Device", help_text="One short word for each device, the same every time."
    )
    clock_minutes = forms.IntegerField(
        min_value=-1440,
        max_value=1440,
        initial=0,
        label="Its clock is fast by minutes",
        help_text="Compare it with a phone. A slow clock is below zero: -3.",
    )


class ClockForm(forms.Form):
    """How far a clock was fast after all."""

    clock_minutes = forms.IntegerField(min_value=-1440, max_value=1440, label="The clock was fast by minutes")


class StayForm(forms.Form):
    """The other half of a lone punch."""

    at = forms.DateTimeField(widget=MOMENT, label="At")
    reason = forms.ChoiceField(choices=OUT_REASONS, label="Reason")


class WomenHoursForm(forms.Form):
    """When a centre is for women alone."""

    weekday = forms.TypedChoiceField(
        choices=[("", "Every day"), *((str(number), day) for number, day in enumerate(WEEKDAYS))],
        coerce=int,
        empty_value=None,
        required=False,
        label="Day",
    )
    opens = forms.TimeField(widget=CLOCK, label="From")
    closes = forms.TimeField(widget=CLOCK, label="To")

    def clean(self) -> dict[str, Any]:
        """Refuse hours that end before they begin."""
        data = super().clean() or {}
        if data.get("opens") and data.get("closes") and data["closes"] <= data["opens"]:
            self.add_error("closes", "The hours end after they begin.")
        return data


class EventForm(forms.Form):
    """An event outside a course."""

    title = forms.CharField(max_length=200, label="Title")
    event_type = forms.SlugField(
        max_length=32,
        label="Type",
        help_text="A code word that programmes list, for example: confidence. Other programmes do not count it.",
    )
    starts_at = forms.DateTimeField(label="Began at", widget=MOMENT)
    planned_minutes = forms.IntegerField(min_value=1, max_value=1440, label="Planned minutes", initial=120)

    def clean_event_type(self) -> str:
        """Return the code word as programmes list it: in small letters."""
        return str(self.cleaned_data["event_type"]).lower()


class PlacesForm(forms.Form):
    """Places that are booked, some or all of them for women."""

    places = forms.IntegerField(
        min_value=1,
        max_value=2000,
        required=False,
        label="Places",
        help_text="Trainees book them on their phones. Empty: nobody books, everybody comes.",
    )
    women_places = forms.IntegerField(min_value=0, required=False, label="Of these, kept for women")
    women_only = forms.BooleanField(required=False, label="For women only")

    def clean(self) -> dict[str, Any]:
        """Keep places for women within the places."""
        data = super().clean() or {}
        if (data.get("women_places") or 0) > (data.get("places") or 0):
            self.add_error("women_places", "Places for women are some of the places.")
        return data


class LabForm(PlacesForm):
    """Lab hours of a centre."""

    title = forms.CharField(max_length=200, label="Title", initial="Lab hours")
    starts_at = forms.DateTimeField(label="Begins at", widget=MOMENT)
    planned_minutes = forms.IntegerField(min_value=1, max_value=1440, label="Minutes", initial=120)
    field_order = ["title", "starts_at", "planned_minutes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].required = True


class PlanForm(PlacesForm):
    """A class session to come."""

    title = forms.CharField(max_length=200, label="Title")
    kind = forms.ChoiceField(
        choices=[row for row in ClassSession.Kind.choices if row[0] not in {"event", "webinar"}],
        initial="class",
        label="Kind",
    )
    starts_at = forms.DateTimeField(
        label="Begins at", widget=MOMENT, help_text="On Fridays leave 12:30 to 14:30 free for prayers."
    )
    planned_minutes = forms.IntegerField(min_value=1, max_value=1440, label="Planned minutes", initial=USUAL_MINUTES)
    make_up = forms.BooleanField(
        required=False, label="A make-up class", help_text="It pays back hours owed; nobody owes its own."
    )
    field_order = ["title", "kind", "starts_at", "planned_minutes", "make_up"]


class UnlockForm(forms.Form):
    """Why a roll is unlocked."""

    reason = forms.ChoiceField(choices=UNLOCK_REASONS, label="Reason")


class PowerCutForm(forms.Form):
    """From when until when a class had no power."""

    starts_at = forms.DateTimeField(widget=MOMENT, label="Power went at")
    until = forms.DateTimeField(widget=MOMENT, label="Came back at")
    reason = forms.ChoiceField(choices=CUT_REASONS, label="Reason")


class AttendancePolicyForm(forms.Form):
    """The attendance clause of a programme."""

    lock_days = forms.IntegerField(
        min_value=0, max_value=365, label="Days until a roll locks", help_text="Whole days after the day of the class."
    )
    fold_minutes = forms.IntegerField(
        min_value=0,
        max_value=60,
        label="Minutes within which two punches are one",
        help_text="Pressed twice at a device.",
    )
    power_cuts = forms.ChoiceField(
        choices=[
            ("owed", "are owed: they count for nobody until a make-up class"),
            ("excused", "are excused: they count for whoever was there"),
        ],
        label="Minutes without power",
    )
    event_types = forms.CharField(
        required=False,
        label="Events that count",
        help_text="Code words of event types, with spaces between, for example: confidence softskills.",
    )

    def clean_event_types(self) -> list[str]:
        """Return the code words."""
        words = str(self.cleaned_data["event_types"]).lower().replace(",", " ").split()
        for word in words:
            forms.SlugField(max_length=32).clean(word)
        return sorted(set(words))
