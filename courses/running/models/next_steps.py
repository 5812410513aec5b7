"""What trainees mean to do after a course."""

from django.db import models

from courses.running.models.enrolments import Enrolment
from lms.foundation.models import LedgerEntry


class NextStep(LedgerEntry):
    """One answer to a roadmap. She may answer again: the last answer counts, the earlier ones stay."""

    class Kind(models.TextChoices):
        CHOSEN = "chosen", "Chosen"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="next_steps")
    activity_key = models.UUIDField()
    # A code that the roadmap of her edition offered.
    way = models.CharField(max_length=32)

    class Meta:
        ordering = ["recorded_at", "sequence", "uuid"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind="chosen"), name="hunar_running_next_step_kind"),
            models.UniqueConstraint(fields=["supersedes"], name="hunar_running_next_step_superseded_once"),
        ]

    def __str__(self) -> str:
        return f"Next step {self.uuid}"
