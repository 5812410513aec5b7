"""Pictures and handouts as editions carry them, made once when they came in."""

from django.db import models

from lms.foundation.models import StoredFile


class Picture(models.Model):
    """The files made of one original, known by Wagtail's hash of its bytes; whichever image rows hold them."""

    file_hash = models.CharField(max_length=40, unique=True)
    small = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    small_width = models.PositiveIntegerField()
    small_height = models.PositiveIntegerField()
    large = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    large_width = models.PositiveIntegerField(default=0)
    large_height = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        """Which original this is made of."""
        return f"Picture {self.file_hash[:12]}"


class Handout(models.Model):
    """A file to take home as editions carry it, known by Wagtail's hash of its bytes."""

    file_hash = models.CharField(max_length=40, unique=True)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        """Which original this is."""
        return f"Handout {self.file_hash[:12]}"
