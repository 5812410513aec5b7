"""Cutting a recording: the original stays whole, what is used of it changes."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from lms.foundation.api import cancel
from lms.people.models import Person
from media_pipeline import editing
from media_pipeline.actions.add_recording import start_processing
from media_pipeline.actions.move_words import move_words
from media_pipeline.editing import CannotCut, Stretches
from media_pipeline.models import Recording
from media_pipeline.permissions import account_may

CHANGED = _("This recording was changed a moment ago. Look at it again; nothing was cut this time.")
NOT_READY = _("This recording is still being processed. Wait until it is ready; nothing was cut.")


def trim_recording(
    recording: Recording, start: int, end: int, *, version: int, by: Person | None, user: Any
) -> Recording:
    """Keep only what plays from ``start`` to ``end`` (milliseconds of ``version``), as a new version.

    CannotCut with a sentence; PermissionDenied for an account that may not change the recording.
    """
    return _cut(recording, lambda old: editing.trim(old, start, end), version=version, by=by, user=user)


def cut_out_of_recording(
    recording: Recording, start: int, end: int, *, version: int, by: Person | None, user: Any
) -> Recording:
    """Take away what plays from ``start`` to ``end``, as ``trim_recording`` keeps it."""
    return _cut(recording, lambda old: editing.cut_out(old, start, end), version=version, by=by, user=user)


def make_whole_again(recording: Recording, *, by: Person | None, user: Any) -> Recording:
    """Use all of the original again; possible at any moment, also while a cut is still being made."""
    with transaction.atomic():
        locked = lock_to_change(recording, user=user)
        if not locked.stretches:
            return locked
        old = editing.read(locked.stretches, locked.seconds)
        move_words(locked, old, editing.whole(old[-1].end))
        # How long the original is, its processing finds out again.
        begin_version(locked, [], seconds=0, by=by)
        note_change(locked, "whole", user=user)
    return locked


def _cut(
    recording: Recording,
    change: Callable[[Stretches], Stretches],
    *,
    version: int,
    by: Person | None,
    user: Any,
) -> Recording:
    with transaction.atomic():
        locked = lock_to_cut(recording, version=version, user=user)
        old = editing.read(locked.stretches, locked.seconds)
        new = change(old)
        move_words(locked, old, new)
        use_stretches(locked, new, by=by)
        note_change(locked, "cut", user=user)
    return locked


def lock_to_change(recording: Recording, *, user: Any) -> Recording:
    """The row, locked until the transaction ends; PermissionDenied when the account may not change it."""
    locked = Recording.objects.select_for_update().get(pk=recording.pk)
    if not account_may(user, "change_recording", locked):
        raise PermissionDenied
    return locked


def lock_to_cut(recording: Recording, *, version: int, user: Any) -> Recording:
    """As ``lock_to_change``; CannotCut unless it is ready and ``version`` is what the trainer looked at.

    Times mean something in one version only, and a button pressed twice must not cut twice.
    """
    locked = lock_to_change(recording, user=user)
    if locked.version != version:
        raise CannotCut(CHANGED)
    if locked.state != Recording.State.READY:
        raise CannotCut(NOT_READY)
    return locked


def use_stretches(recording: Recording, stretches: Stretches, *, by: Person | None) -> None:
    """A new version of a locked recording that plays these stretches."""
    length = editing.length(stretches) / editing.SECOND
    begin_version(recording, editing.write(stretches), seconds=length, by=by)


def begin_version(recording: Recording, stretches: list[list[float]], *, seconds: float, by: Person | None) -> None:
    """End the work on the version before and queue that of the new one."""
    cancel(recording.job_prefix)
    recording.version += 1
    recording.stretches, recording.edited, recording.seconds, recording.plan = stretches, None, seconds, {}
    recording.state, recording.failure, recording.note = Recording.State.WAITING, "", ""
    recording.save()
    start_processing(recording, by=by)


def note_change(recording: Recording, action: str, *, user: Any, **more: str) -> None:
    """One line in the history of the recording."""
    told = {"recording": str(recording.uuid), "version": recording.version} | more
    log(recording, f"hunar_media.{action}", user=user, data=told, content_changed=True)
