"""Class sessions and the roll: who was in the room, and for how many minutes."""

import uuid

from django.db import models
from django.db.models import Q

from courses.running.models.cohorts import Cohort
from lms.foundation.models import LedgerEntry


class ClassSession(models.Model):
    """One meeting in a room. It counts in each of its cohorts, or, as an event, in none."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(
        "hunar_people.Centre", null=True, blank=True, on_delete=models.PROTECT, related_name="class_sessions"
    )
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    planned_minutes = models.PositiveIntegerField()
    cohorts = models.ManyToManyField(Cohort, related_name="class_sessions", blank=True)

    class Meta:
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_minutes__gte=1, planned_minutes__lte=1440),
                name="hunar_running_session_within_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RollEntry(LedgerEntry):
    """Minutes of one person in one class session, effective at its end; a correction supersedes the entry before it."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", "Minutes in class"

    session = models.ForeignKey(ClassSession, on_delete=models.PROTECT, related_name="roll_entries")
    person = models.ForeignKey("hunar_people.Person", on_delete=models.PROTECT, related_name="roll_entries")
    minutes = models.PositiveIntegerField()

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
