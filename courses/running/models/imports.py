"""A list of trainees brought in from a file: what was found in it and how far it is made."""

import uuid

from django.db import models
from django.db.models import Q

from courses.running.models.cohorts import Cohort


class TraineeImport(models.Model):
    """One uploaded list for one cohort. ``upload`` and ``slips`` are sealed: they hold names, numbers and codes.

    ``problems`` are ``[line, column, sentence]`` and hold no word of the file. ``made_to`` is the last line whose rows
    are made, so that a job that died goes on behind it.
    """

    class State(models.TextChoices):
        READING = "reading", "Being read"
        READ = "read", "Read, waits for your word"
        MAKING = "making", "Being made"
        DONE = "done", "Done"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="imports")
    asked_by = models.ForeignKey("hunar_people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    upload = models.ForeignKey("hunar_foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    slips = models.ForeignKey("hunar_foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField(default=0)
    # Of the rows without problems: whose account is made, who has one already, and who is in the batch already.
    fresh = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    there = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    ignored = models.JSONField(default=list)
    made_to = models.PositiveIntegerField(default=0)
    # What became of them: in the batch, on its waiting list, and how many slips were printed.
    enrolled = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    printed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["reading", "read", "making", "done"]), name="hunar_running_import_state"
            ),
        ]

    def __str__(self) -> str:
        return f"Import {self.uuid}"
