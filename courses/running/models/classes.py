"""Class sessions and the roll: who was in the room, and for how many minutes."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from courses.running.models.cohorts import Cohort
from lms.foundation.models import LedgerEntry


class ClassSession(models.Model):
    """One meeting in a room. It counts in each of its cohorts.

    An event has no cohort: its minutes count in programmes that list its ``event_type``. With ``places`` it is booked;
    ``women_places`` of them are kept for women, ``women_only`` keeps all. A ``make_up`` class pays back what is owed.
    """

    class Kind(models.TextChoices):
        CLASS = "class", "Class"
        LAB = "lab", "Lab slot"
        WEBINAR = "webinar", "Webinar"
        EVENT = "event", "Event outside a course"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(
        "hunar_people.Centre", null=True, blank=True, on_delete=models.PROTECT, related_name="class_sessions"
    )
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    planned_minutes = models.PositiveIntegerField()
    cohorts = models.ManyToManyField(Cohort, related_name="class_sessions", blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CLASS)
    event_type = models.SlugField(max_length=32, blank=True)
    make_up = models.BooleanField(default=False)
    places = models.PositiveIntegerField(null=True, blank=True)
    women_places = models.PositiveIntegerField(null=True, blank=True)
    women_only = models.BooleanField(default=False)

    class Meta:
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="event") & ~Q(event_type="") | Q(kind__in=["class", "lab", "webinar"], event_type=""),
                name="hunar_running_session_kind",
                violation_error_message="An event, and only an event, has a type.",
            ),
            models.CheckConstraint(
                condition=Q(women_places__isnull=True) | Q(places__isnull=False, women_places__lte=models.F("places")),
                name="hunar_running_session_women_places",
                violation_error_message="Places for women are some of the places.",
            ),
            models.CheckConstraint(
                condition=Q(planned_minutes__gte=1, planned_minutes__lte=1440),
                name="hunar_running_session_within_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime:
        """When it ends as planned."""
        return self.starts_at + timedelta(minutes=self.planned_minutes)


class RollEntry(LedgerEntry):
    """Minutes of one person in one class session, effective at its end; a correction supersedes the entry before it.

    ``minutes`` count. ``told_minutes`` is what was told where a power cut made fewer count; None where all count.
    """

    class Kind(models.TextChoices):
        MINUTES = "minutes", "Minutes in class"

    class Source(models.TextChoices):
        TYPED = "typed", "Written by staff"
        DEVICE = "device", "Device at the door"
        CARD = "card", "Card"

    session = models.ForeignKey(ClassSession, on_delete=models.PROTECT, related_name="roll_entries")
    person = models.ForeignKey("hunar_people.Person", on_delete=models.PROTECT, related_name="roll_entries")
    minutes = models.PositiveIntegerField()
    told_minutes = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.TYPED)

    class Meta:
        ordering = ["effective_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind="minutes"), name="hunar_running_roll_kind"),
            models.CheckConstraint(
                condition=Q(minutes__gte=0, minutes__lte=1440), name="hunar_running_roll_within_a_day"
            ),
            models.UniqueConstraint(fields=["supersedes"], name="hunar_running_roll_superseded_once"),
            # With the constraint above the entries of a person in a session are one chain: one of them stands.
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(supersedes__isnull=True), name="hunar_running_roll_first_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Roll entry {self.uuid}"
