"""One uploaded recording."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import CollectionMember
from wagtail.search import index


class Recording(CollectionMember, index.Indexed, models.Model):
    """An original, kept as it came, and how far its processing is.

    ``version`` counts the originals: it grows when the file is replaced, and each version is one job.
    """

    class State(models.TextChoices):
        """Where the processing stands."""

        WAITING = "waiting", "Waiting"
        WORKING = "working", "Being processed"
        READY = "ready", "Ready"
        FAILED = "failed", "Not possible"

    class ContentClass(models.TextChoices):
        """What the pictures show; empty until it was looked at."""

        SLIDES = "slides", "Slides"
        SCREEN = "screen", "Screen"
        CAMERA = "camera", "Camera"
        AUDIO = "audio", "Sound only"

    class Language(models.TextChoices):
        """What is spoken."""

        ENGLISH = "en", "English"
        URDU = "ur", "Urdu"
        PASHTO = "ps", "Pashto"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("title", max_length=200)
    original = models.ForeignKey("hunar_foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, editable=False)
    failure = models.TextField(blank=True, editable=False)
    note = models.TextField(blank=True, editable=False)
    seconds = models.FloatField(default=0, editable=False)
    content_class = models.CharField(max_length=10, choices=ContentClass.choices, blank=True, editable=False)
    language = models.CharField("spoken language", max_length=2, choices=Language.choices, blank=True)
    synthetic_voice = models.BooleanField(
        "the voice is made by a computer", default=False, help_text="Trainees are told so beside the lecture."
    )
    uploaded_by_person = models.ForeignKey(
        "hunar_people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    search_fields = [
        *CollectionMember.search_fields,
        index.SearchField("title", boost=10),
        index.AutocompleteField("title"),
        index.FilterField("state"),
        index.FilterField("title"),
        index.FilterField("created_at"),
    ]

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "recording"
        verbose_name_plural = "recordings"
        permissions = [("choose_recording", "Can choose recording")]
        constraints = [
            models.CheckConstraint(condition=Q(seconds__gte=0), name="hunar_media_seconds"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "working", "ready", "failed"]), name="hunar_media_state"
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(failure=""), name="hunar_media_failure_says_why"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def job_key(self) -> str:
        """The key of the job that processes this version."""
        return f"media.process/{self.uuid}/{self.version}"
