"""Making two recordings of one."""

from typing import Any

from django.db import transaction

from lms.people.models import Person
from media_pipeline import editing
from media_pipeline.actions.add_recording import start_processing
from media_pipeline.actions.cut_recording import lock_to_cut, note_change, use_stretches
from media_pipeline.actions.move_words import copy_words, move_words
from media_pipeline.models import Recording


def split_recording(
    recording: Recording, at: int, *, title: str, version: int, by: Person | None, user: Any
) -> Recording:
    """Let ``recording`` end at ``at`` (milliseconds of ``version``) and return a new one that begins there.

    Both use the same original. The pages that play the first keep it. CannotCut with a sentence; PermissionDenied for
    an account that may not change the recording.
    """
    with transaction.atomic():
        first = lock_to_cut(recording, version=version, user=user)
        old = editing.read(first.stretches, first.seconds)
        before, after = editing.split(old, at)
        second = Recording.objects.create(
            title=title,
            original=first.original,
            stretches=editing.write(after),
            seconds=editing.length(after) / editing.SECOND,
            split_from=first,
            collection=first.collection,
            language=first.language,
            synthetic_voice=first.synthetic_voice,
            uploaded_by_person=by,
        )
        copy_words(first, second, old, after)
        move_words(first, old, before)
        use_stretches(first, before, by=by)
        start_processing(second, by=by)
        note_change(first, "split", user=user, second=str(second.uuid))
        note_change(second, "split_off", user=user, first=str(first.uuid))
    return second
