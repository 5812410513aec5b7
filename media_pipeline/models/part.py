"""A finished piece of work on its way into a rendition."""

from django.db import models

from media_pipeline.models.recording import Recording


class Part(models.Model):
    """One piece, encoded once and held until its rendition is whole; the row appears with the finished file.

    ``recipe_hash`` names what it is a piece of, ``position`` which piece.
    """

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="parts")
    recipe_hash = models.CharField(max_length=64)
    position = models.PositiveIntegerField()
    stored = models.ForeignKey("hunar_foundation.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recording", "recipe_hash", "position"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "recipe_hash", "position"], name="hunar_media_each_part_once")
        ]

    def __str__(self) -> str:
        return f"part {self.position} of {self.recipe_hash[:8]}"
