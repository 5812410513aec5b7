"""The form of a batch."""

from typing import Any

from django import forms

from courses.running.models import Cohort, Programme
from courses.running.models.cohorts import known_time_zone, site_time_zone
from courses.running.staff.forms import DAY
from lms.people.api import TRAINER
from lms.people.models import Centre, Organisation, Person, RoleAssignment


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
