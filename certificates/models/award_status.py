"""The ledger of an award."""

from django.db import models
from django.db.models import Q

from certificates.models.award import Award
from lms.foundation.models import LedgerEntry


class AwardStatus(LedgerEntry):
    """Something that happened to an award: it was issued, it was revoked. Reasons: ``certificates.reasons``."""

    class Kind(models.TextChoices):
        ISSUED = "issued", "Issued"
        REVOKED = "revoked", "Revoked"

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="entries")

    class Meta:
        ordering = ["recorded_at", "sequence", "uuid"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["issued", "revoked"]), name="hunar_certificates_status_kind"),
            models.UniqueConstraint(
                fields=["award"], condition=Q(kind="issued"), name="hunar_certificates_issued_once"
            ),
        ]
