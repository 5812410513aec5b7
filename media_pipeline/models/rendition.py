"""What was made of a recording."""

from django.db import models
from django.db.models import Q

from media_pipeline.models.recording import Recording

ROLES = [
    *("audio", "audio-fallback", "still", "still-fallback", "video", "video-fallback"),
    *("keep", "timeline", "chapters"),
]


class Rendition(models.Model):
    """One way to play a recording, whole. ``bytes`` is the most that playing it to its end costs.

    ``recipe_hash`` names options and tools: the same recording and hash are the same bytes. ``readable`` is the share
    of the source's words that can still be read in it, 0 to 1; empty where there is nothing to read or no reader.
    """

    class Rung(models.TextChoices):
        """From the most to the least that a trainee may ask for."""

        SLIDES = "slides", "Slides and voice"
        AUDIO = "audio", "Sound"
        VIDEO = "video", "Small video"
        STANDARD = "standard", "Video for Wi-Fi"

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="renditions")
    rung = models.CharField(max_length=10, choices=Rung.choices)
    bytes = models.PositiveBigIntegerField()
    codecs = models.CharField(max_length=100)
    seconds = models.FloatField(default=0)
    readable = models.FloatField(null=True)
    tool_version = models.CharField(max_length=100)
    recipe_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recording", "rung"], name="hunar_media_one_of_each_rung"),
            models.CheckConstraint(
                condition=Q(rung__in=["slides", "audio", "video", "standard"]), name="hunar_media_rung"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} of {self.recording_id}"


class RenditionFile(models.Model):
    """One file of a rendition. Of ``audio`` and ``audio-fallback`` (still, video alike) a browser takes one.

    ``keep`` is one file for a phone's own player, where no other file of the rendition serves; ``timeline`` (JSON) and
    ``chapters`` (WebVTT) say when each slide comes. None of these three is fetched while playing.
    """

    rendition = models.ForeignKey(Rendition, on_delete=models.CASCADE, related_name="files")
    role = models.CharField(max_length=20)
    position = models.PositiveIntegerField(default=0)
    at_seconds = models.FloatField(null=True)
    stored = models.ForeignKey("hunar_foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    codecs = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["rendition", "position", "role"]
        constraints = [
            models.UniqueConstraint(fields=["rendition", "role", "position"], name="hunar_media_one_file_a_place"),
            models.CheckConstraint(
                condition=Q(role__in=ROLES),
                name="hunar_media_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.position}"
