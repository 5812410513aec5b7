"""The one-time paper an account starts from."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lms.people.models.person import Person


class StartSlip(models.Model):
    """A start code, known to its paper alone: the row keeps a keyed hash. Used once, voided by the next slip."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="slips")
    code_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=200)

    class Meta:
        verbose_name = "start slip"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at__isnull=True, voided_at__isnull=True),
                name="hunar_people_one_open_slip",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("issued_at")), name="hunar_people_slip_dates"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(voided_at__isnull=True), name="hunar_people_slip_end"
            ),
        ]

    def __str__(self) -> str:
        return f"Slip {self.uuid}"
