"""Taking up the work on a recording again, after a fault or a stop."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.people.models import Person
from media_pipeline.actions.at_work import present_plan
from media_pipeline.actions.next_jobs import enqueue_due, enqueue_plan
from media_pipeline.models import Recording
from media_pipeline.permissions import account_may
from media_pipeline.querysets import is_at_work


def retry_recording(recording: Recording, *, by: Person | None, user: Any) -> None:
    """Queue what is missing of the present version; nothing that is finished is made again.

    Nothing happens to one that is ready or being worked on. PermissionDenied for an account that may not change it.
    """
    if not account_may(user, "change_recording", recording):
        raise PermissionDenied
    person = by.uuid if by else None
    with transaction.atomic():
        locked = Recording.objects.select_for_update().get(pk=recording.pk)
        if locked.state != Recording.State.READY and not is_at_work(locked):
            plan = present_plan(locked)
            locked.state, locked.failure = Recording.State.WAITING, ""
            locked.plan = locked.plan | {"since": timezone.now().isoformat()} if plan else {}
            locked.save(update_fields=["state", "failure", "plan"])
            log(locked, "hunar_media.retry", user=user, data={"recording": str(locked.uuid)})
            enqueue_due(locked, plan, by=person) if plan else enqueue_plan(locked, by=person)
    recording.refresh_from_db(fields=["state", "failure", "plan"])
