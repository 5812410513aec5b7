"""Trying a recording again whose processing ended with a fault."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from lms.people.models import Person
from media_pipeline.actions.add_recording import start_processing
from media_pipeline.models import Recording


def retry_recording(recording: Recording, *, by: Person | None, user: Any) -> None:
    """Queue the job of the present original once more; the caller has checked that ``user`` may change it."""
    with transaction.atomic():
        recording.state, recording.failure = Recording.State.WAITING, ""
        recording.save(update_fields=["state", "failure"])
        log(recording, "hunar_media.retry", user=user, data={"recording": str(recording.uuid)})
        start_processing(recording, by=by)
