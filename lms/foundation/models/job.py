"""One row for each long piece of work."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Job(models.Model):
    """Work that outlives its process: claimed by a conditional update, fenced by a lease, tried again after a death."""

    class State(models.TextChoices):
        """Where the work stands."""

        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    UNDER_WAY = (State.WAITING, State.RUNNING)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=100)
    key = models.CharField(max_length=200, unique=True)
    queue = models.CharField(max_length=32, default="default")
    payload = models.JSONField(default=dict)
    # From -100 to 100; of what waits in a queue, the highest is taken first.
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempt = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    run_after = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    progress = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    created_by_person = models.UUIDField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="hunar_foundation_job_state")]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="hunar_foundation_job_progress"),
            models.CheckConstraint(
                condition=Q(priority__gte=-100, priority__lte=100), name="hunar_foundation_job_priority"
            ),
            models.CheckConstraint(
                condition=Q(state="running", lease__isnull=False, heartbeat_at__isnull=False)
                | (~Q(state="running") & Q(lease__isnull=True)),
                name="hunar_foundation_job_lease",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"

    @property
    def under_way(self) -> bool:
        """Whether it waits or runs."""
        return self.state in self.UNDER_WAY
