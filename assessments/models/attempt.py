"""Attempts: the row that lists and locks, and the ledger that is believed."""

import uuid

from django.db import models
from django.db.models import Q

from lms.foundation.models import LedgerEntry


class Attempt(models.Model):
    """One try of one person at one quiz, pinned to the edition it began in.

    ``paper`` is what it asks, drawn by ``seed`` at the start and kept for ever. State and marks are a projection of the
    ledger, written in the same transaction as its entries.
    """

    class State(models.TextChoices):
        """Whether answers are still taken."""

        OPEN = "open", "Open"
        FINISHED = "finished", "Finished"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("hunar_people.Person", on_delete=models.PROTECT, related_name="attempts")
    enrolment = models.ForeignKey("hunar_running.Enrolment", on_delete=models.PROTECT, related_name="attempts")
    edition = models.ForeignKey("hunar_courses.Edition", on_delete=models.PROTECT, related_name="attempts")
    activity_key = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)
    paper = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    max_score = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    passed = models.BooleanField(null=True)

    class Meta:
        ordering = ["person", "activity_key", "number"]
        indexes = [models.Index(fields=["activity_key", "enrolment"], name="hunar_assessments_results")]
        constraints = [
            models.UniqueConstraint(fields=["person", "activity_key", "number"], name="hunar_assessments_attempt_once"),
            models.UniqueConstraint(
                fields=["person", "activity_key"], condition=Q(state="open"), name="hunar_assessments_one_open_attempt"
            ),
            models.CheckConstraint(
                condition=Q(state="open", finished_at=None, score=None, max_score=None, passed=None)
                | Q(
                    state="finished",
                    finished_at__isnull=False,
                    score__gte=0,
                    max_score__gte=models.F("score"),
                    passed__isnull=False,
                ),
                name="hunar_assessments_mark_when_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.uuid}"


class AttemptEvent(LedgerEntry):
    """One line of an attempt: ``started``, ``answered``, ``finished`` or ``marked``.

    ``client_sequence`` is the number the phone counted; it decides between answers to one question.
    """

    class Kind(models.TextChoices):
        """What happened."""

        STARTED = "started", "Started"
        ANSWERED = "answered", "Answered"
        FINISHED = "finished", "Finished"
        MARKED = "marked", "Marked"

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="events")
    question_key = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)
    client_sequence = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "kind"],
                condition=Q(kind__in=["started", "finished"]),
                name="hunar_assessments_begun_and_ended_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["started", "finished", "marked"], question_key=None)
                | Q(kind="answered", question_key__isnull=False),
                name="hunar_assessments_event_kind",
            ),
            models.CheckConstraint(condition=Q(client_sequence__gte=0), name="hunar_assessments_sequence_counts_up"),
        ]
