"""Captions of a recording: taking a file in, keeping what was edited, taking them away."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from lms.foundation.api import store_bytes
from media_pipeline.captions.cues import Cue
from media_pipeline.captions.read import read_captions
from media_pipeline.captions.write import WEBVTT_TYPE, to_webvtt
from media_pipeline.models import Caption, Recording
from media_pipeline.permissions import account_may
from media_pipeline.search import index_again

MILLISECONDS = 1000


def length_of(recording: Recording) -> int:
    """How long it plays, in milliseconds; 0 while nobody has looked."""
    return round(recording.seconds * MILLISECONDS)


def upload_captions(recording: Recording, language: str, data: bytes, *, user: Any) -> Caption:
    """Keep a WebVTT or SRT file as the captions in ``language``, in place of those there were.

    Raises Unreadable with everything that is wrong in the file, and PermissionDenied.
    """
    _refuse(recording, user)
    return _keep(recording, language, read_captions(data, length=length_of(recording)), Caption.Origin.UPLOADED, user)


def save_captions(recording: Recording, language: str, cues: Sequence[Cue], *, user: Any) -> Caption:
    """Keep what somebody wrote or checked here; raises PermissionDenied."""
    _refuse(recording, user)
    return _keep(recording, language, cues, Caption.Origin.EDITED, user)


def delete_captions(caption: Caption, *, user: Any) -> None:
    """Take the captions of one language away; editions keep their own hold on the file. Raises PermissionDenied."""
    _refuse(caption.recording, user)
    with transaction.atomic():
        _note(caption.recording, "captions_delete", caption.language, user)
        caption.delete()
        index_again(caption.recording)


def put_captions(recording: Recording, language: str, cues: Sequence[Cue], origin: str) -> Caption:
    """Write the row and its file, within the caller's transaction, and have them found."""
    stored = store_bytes(to_webvtt(cues), suffix="vtt", content_type=WEBVTT_TYPE)
    caption, _created = Caption.objects.update_or_create(
        recording=recording, language=language, defaults={"stored": stored, "origin": origin}
    )
    index_again(recording)
    return caption


def _refuse(recording: Recording, user: Any) -> None:
    if not account_may(user, "change_recording", recording):
        raise PermissionDenied


def _keep(recording: Recording, language: str, cues: Sequence[Cue], origin: str, user: Any) -> Caption:
    with transaction.atomic():
        caption = put_captions(recording, language, cues, origin)
        _note(recording, "captions", language, user)
    return caption


def _note(recording: Recording, action: str, language: str, user: Any) -> None:
    told = {"recording": str(recording.uuid), "language": language}
    log(recording, f"hunar_media.{action}", user=user, data=told, content_changed=True)
