"""Captions of a recording."""

from django.db import models
from django.db.models import Q

from media_pipeline.models.recording import Recording


class Caption(models.Model):
    """The spoken words in one language, as the WebVTT file that phones get.

    Times are those of the recording as it plays, after every cut. ``origin`` says who wrote them first.
    """

    class Origin(models.TextChoices):
        """Where the words come from."""

        UPLOADED = "uploaded", "Uploaded"
        AUTOMATIC = "automatic", "Written by a computer, not yet checked"
        EDITED = "edited", "Edited here"

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(max_length=2, choices=Recording.Language.choices)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.UPLOADED)
    stored = models.ForeignKey("hunar_foundation.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recording", "language"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "language"], name="hunar_media_one_caption_a_language"),
            models.CheckConstraint(
                condition=Q(origin__in=["uploaded", "automatic", "edited"]), name="hunar_media_caption_origin"
            ),
        ]

    def __str__(self) -> str:
        return f"captions in {self.get_language_display()}"
