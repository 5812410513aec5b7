"""A cohort (people see "batch"): one run of one course, pinned to one edition once it is open."""

import uuid
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from courses.running.models.programmes import Programme


def site_time_zone() -> str:
    """Return the site's time zone, where a new cohort's days begin and end unless somebody says otherwise."""
    return settings.TIME_ZONE


def known_time_zone(value: str) -> None:
    """Refuse a time zone this machine has no rules for."""
    if value not in available_timezones():
        raise ValidationError("This time zone is not known. Use a name such as Asia/Karachi.")


class Cohort(models.Model):
    """One run of one course. ``starts_on`` and all its days are days in ``time_zone``.

    ``seats`` is how many it takes, None for as many as come. Its row is the lock under which seats are given.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        ENDED = "ended", "Ended"

    class Delivery(models.TextChoices):
        """Where it is taught."""

        CENTRE = "centre", "In a centre"
        HOME = "home", "At home"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cohorts")
    course_key = models.UUIDField(db_index=True)
    edition = models.ForeignKey(
        "hunar_courses.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="cohorts"
    )
    centre = models.ForeignKey(
        "hunar_people.Centre", null=True, blank=True, on_delete=models.PROTECT, related_name="cohorts"
    )
    name = models.CharField(max_length=200)
    name_ur = models.CharField("name in Urdu", max_length=200, blank=True)
    starts_on = models.DateField()
    time_zone = models.CharField(max_length=64, default=site_time_zone, validators=[known_time_zone])
    women_only = models.BooleanField(default=False)
    ends_on = models.DateField("last day planned", null=True, blank=True)
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.CENTRE)
    # Closed to everybody else than its students and staff.
    members_of = models.ForeignKey(
        "hunar_people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="closed_cohorts"
    )
    # Shown only: who may do what comes from roles.
    trainers = models.ManyToManyField("hunar_people.Person", blank=True, related_name="cohorts_taught")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True)
    # A human code by which a trainee joins by herself; None while staff offer none.
    join_code = models.CharField(max_length=16, null=True, blank=True, unique=True)
    # When staff closed the roll of the first class and so gave the seats of those who stayed away to others.
    first_class_closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="planned") | Q(edition__isnull=False, opened_at__isnull=False),
                name="hunar_running_open_has_edition",
                violation_error_message="An open batch is pinned to an edition.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "open", "ended"]), name="hunar_running_cohort_state"
            ),
            models.CheckConstraint(
                condition=Q(delivery="centre") | Q(delivery="home", centre__isnull=True),
                name="hunar_running_home_has_no_centre",
                violation_error_message="A batch at home has no centre.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="hunar_running_ends_after_its_start",
                violation_error_message="A batch cannot end before its first day.",
            ),
            models.CheckConstraint(condition=Q(seats__isnull=True) | Q(seats__gte=1), name="hunar_running_some_seats"),
        ]

    def __str__(self) -> str:
        return self.name

    def title(self, language: str) -> str:
        """Return the name in ``language``, in English where there is none."""
        return (self.name_ur if language == "ur" else "") or self.name
