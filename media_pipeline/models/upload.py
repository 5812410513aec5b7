"""A recording on its way in."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Collection

from media_pipeline.models.recording import Recording


class Upload(models.Model):
    """Bytes that arrive piece by piece; ``offset`` is how many of ``length`` are safely here.

    ``checksum`` is what the sender says all of it will be (empty when it says nothing); ``place`` is what the staging
    area keeps to find the bytes again. ``replaces`` is the recording whose file this will be; without it a new one.
    """

    class State(models.TextChoices):
        """Where it stands."""

        RECEIVING = "receiving", "Arriving"
        DONE = "done", "Arrived"
        REFUSED = "refused", "Refused"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVING)
    refusal = models.TextField(blank=True)
    file_name = models.CharField(max_length=255)
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    checksum = models.CharField(max_length=100, blank=True)
    place = models.JSONField(default=dict, blank=True)
    title = models.CharField(max_length=200, blank=True)
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=Recording.Language.choices, blank=True)
    synthetic_voice = models.BooleanField(default=False)
    replaces = models.ForeignKey(Recording, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    recording = models.ForeignKey(Recording, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "expires_at"], name="hunar_media_upload_expiry")]
        constraints = [
            models.CheckConstraint(condition=Q(offset__lte=F("length")), name="hunar_media_upload_offset"),
            models.CheckConstraint(
                condition=Q(state__in=["receiving", "done", "refused"]), name="hunar_media_upload_state"
            ),
        ]

    def __str__(self) -> str:
        return f"upload {self.uuid}"
