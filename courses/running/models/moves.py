"""Which edition a cohort read when: appended, never changed."""

import uuid

from django.db import models
from django.db.models import F, Q

from courses.running.models.cohorts import Cohort


class EditionMove(models.Model):
    """A cohort was taken from one edition to another; ``undoes`` points at the move that this one took back."""

    class Kind(models.TextChoices):
        MOVE = "move", "Moved"
        CORRECTION = "correction", "Corrected"
        UNDO = "undo", "Taken back"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    before = models.ForeignKey("hunar_courses.Edition", on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey("hunar_courses.Edition", on_delete=models.PROTECT, related_name="+")
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    moved_by = models.ForeignKey("hunar_people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["-moved_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("after")), name="hunar_running_move_goes_somewhere"),
            models.CheckConstraint(
                condition=Q(kind="undo", undoes__isnull=False) | (~Q(kind="undo") & Q(undoes__isnull=True)),
                name="hunar_running_move_undo_names_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to edition {self.after.number}"
