"""One uploaded recording."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import CollectionMember
from wagtail.search import index

from lms.foundation.models import StoredFile


class Recording(CollectionMember, index.Indexed, models.Model):
    """An original, kept as it came, and how far its processing is.

    ``version`` grows when the file is replaced and when it is cut: the jobs of one version never meet those of another.
    ``stretches`` are the parts of the original that are used, as ``[start, end]`` in seconds of the original, in order;
    empty means all of it. ``edited`` is then the joined stretches, made once; renditions are made from ``source``.
    ``plan`` is what was found and decided, as ``pipeline.plan`` writes it.
    """

    class State(models.TextChoices):
        """Where the processing stands."""

        WAITING = "waiting", "Waiting"
        WORKING = "working", "Being processed"
        READY = "ready", "Ready"
        FAILED = "failed", "Not possible"
        STOPPED = "stopped", "Stopped"

    class ContentClass(models.TextChoices):
        """What the pictures show; empty until it was looked at."""

        SLIDES = "slides", "Slides"
        SCREEN = "screen", "Screen"
        INSET = "inset", "Screen with a speaker in the corner"
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
    stretches = models.JSONField(default=list, blank=True, editable=False)
    edited = models.ForeignKey(
        "hunar_foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    split_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, editable=False)
    failure = models.TextField(blank=True, editable=False)
    note = models.TextField(blank=True, editable=False)
    seconds = models.FloatField(default=0, editable=False)
    plan = models.JSONField(default=dict, blank=True, editable=False)
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
        index.SearchField("words_to_find"),
        index.AutocompleteField("words_to_find"),
        # Whatever the list is narrowed or sorted by, also while somebody searches it.
        *map(index.FilterField, ("state", "title", "created_at", "seconds", "language", "content_class")),
        index.FilterField("uploaded_by_person"),
        index.RelatedFields("uploaded_by_person", [index.FilterField("user")]),
    ]

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "recording"
        verbose_name_plural = "recordings"
        permissions = [("choose_recording", "Can choose recording")]
        constraints = [
            models.CheckConstraint(condition=Q(seconds__gte=0), name="hunar_media_seconds"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "working", "ready", "failed", "stopped"]), name="hunar_media_state"
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(failure=""), name="hunar_media_failure_says_why"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source(self) -> StoredFile:
        """The file that renditions are made from."""
        return self.edited if self.edited is not None else self.original

    @property
    def job_prefix(self) -> str:
        """How the keys of all jobs of this version begin."""
        return f"media/{self.uuid}/{self.version}/"

    def job_key(self, step: str) -> str:
        """The key of one job of this version."""
        return self.job_prefix + step

    def words_to_find(self) -> str:
        """Everything in it by which it can be found, for the search index."""
        from media_pipeline.search import words_to_find

        return words_to_find(self)
