"""Words of slides written by staff."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from media_pipeline.actions.write_timeline import write_timeline
from media_pipeline.captions.cues import plain_text
from media_pipeline.models import Recording
from media_pipeline.permissions import account_may
from media_pipeline.search import index_again


def write_slides(recording: Recording, texts: Mapping[int, str], *, user: Any) -> int:
    """Keep the words by position of their slide; return how many were changed. Raises PermissionDenied.

    Only what differs counts as written by a person, and no reading overwrites it from then on.
    """
    if not account_may(user, "change_recording", recording):
        raise PermissionDenied
    with transaction.atomic():
        changed = put_words(recording, texts)
        if changed:
            told = {"recording": str(recording.uuid), "version": recording.version}
            log(recording, "hunar_media.words", user=user, data=told, content_changed=True)
    return changed


def put_words(recording: Recording, texts: Mapping[int, str]) -> int:
    """Write the words, within the caller's transaction, and have them found; return how many were changed."""
    changed = 0
    for slide in recording.slides.select_for_update().filter(position__in=texts):
        text = plain_text(texts[slide.position])
        if text != plain_text(slide.text):
            slide.text, slide.written = text, True
            slide.save(update_fields=["text", "written"])
            changed += 1
    if changed:
        write_timeline(recording)
        index_again(recording)
    return changed
