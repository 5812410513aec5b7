"""Stopping the work on a recording."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from lms.foundation.api import cancel
from media_pipeline.actions.settle_recording import AT_WORK
from media_pipeline.models import Recording
from media_pipeline.permissions import account_may


def cancel_recording(recording: Recording, *, user: Any) -> None:
    """End all work on it within seconds; the original and every finished rendition stay, and it can be taken up again.

    Nothing happens to one that is not being worked on. PermissionDenied for an account that may not change it.
    """
    if not account_may(user, "change_recording", recording):
        raise PermissionDenied
    with transaction.atomic():
        locked = Recording.objects.select_for_update().get(pk=recording.pk)
        if locked.state in AT_WORK:
            cancel(locked.job_prefix)
            locked.state = Recording.State.STOPPED
            locked.save(update_fields=["state"])
            log(locked, "hunar_media.stop", user=user, data={"recording": str(locked.uuid)})
    recording.refresh_from_db(fields=["state"])
