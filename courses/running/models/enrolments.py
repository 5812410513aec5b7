"""An enrolment: one person in one cohort."""

import uuid

from django.db import models
from django.db.models import Q

from courses.running.models.cohorts import Cohort


class Enrolment(models.Model):
    """One person in one cohort; ``completed_at`` is when the pass rule was first met, and is never taken back."""

    class State(models.TextChoices):
        ACTIVE = "active", "Active"
        WITHDRAWN = "withdrawn", "Withdrawn"
        NO_SHOW = "no_show", "Not at the first class"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("hunar_people.Person", on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "cohort"], name="hunar_running_enrolled_once"),
            models.CheckConstraint(
                condition=Q(state__in=["active", "withdrawn", "no_show"]), name="hunar_running_enrolment_state"
            ),
        ]

    def __str__(self) -> str:
        return f"Enrolment {self.uuid}"
