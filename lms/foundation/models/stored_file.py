"""A file of the content store, named by its own bytes."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

SUFFIX = r"^[a-z0-9]{1,16}$"


class StoredFile(models.Model):
    """Bytes that never change. Rooms keep a file by holding a foreign key to its row (``on_delete=PROTECT``)."""

    sha256 = models.CharField(max_length=64, unique=True)
    suffix = models.CharField(max_length=16, validators=[RegexValidator(SUFFIX)])
    bytes = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now)
    # Moves on whenever somebody stores the same bytes again, so that the sweep never takes what was just promised.
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "stored file"
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="hunar_foundation_sha256"),
            models.CheckConstraint(condition=Q(suffix__regex=SUFFIX), name="hunar_foundation_suffix"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The file's name outside the store: ``<sha256>.<suffix>``."""
        return f"{self.sha256}.{self.suffix}"

    @property
    def storage_name(self) -> str:
        """The file's name inside the storage."""
        return f"{self.sha256[:2]}/{self.name}"
