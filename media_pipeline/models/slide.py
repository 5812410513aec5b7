"""What stands on a slide."""

from django.db import models
from django.db.models import Q

from media_pipeline.models.recording import Recording


class Slide(models.Model):
    """The words of one slide: read from its picture, or written by staff (``written``), which no reading overwrites.

    ``position`` is that of its still in the rendition of slides.
    """

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="slides")
    position = models.PositiveIntegerField()
    at_seconds = models.FloatField()
    text = models.TextField(blank=True)
    written = models.BooleanField(default=False)

    class Meta:
        ordering = ["recording", "position"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "position"], name="hunar_media_one_text_a_slide"),
            models.CheckConstraint(condition=Q(at_seconds__gte=0), name="hunar_media_slide_time"),
        ]

    def __str__(self) -> str:
        return f"slide {self.position}"
