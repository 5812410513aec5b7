"""Captions written by a program, where one is configured: what the job ``media.captions`` does."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from lms.foundation.api import JobRun, PermanentFailure, enqueue, jobs_under, open_stored, stored_path, under_way
from lms.foundation.models import StoredFile
from lms.people.models import Person
from media_pipeline.actions.keep_captions import length_of, put_captions
from media_pipeline.captions.automatic import Captioner
from media_pipeline.captions.cues import Cue, in_order, plain_text
from media_pipeline.conf import captioner
from media_pipeline.models import Caption, Recording, RenditionFile
from media_pipeline.permissions import account_may

# Beside the jobs that make renditions, not among them: how far those are says nothing about captions.
KEYS = "captions/"
# Behind the renditions of other recordings: nothing waits for captions.
PRIORITY = -50


def ask_for_captions(recording: Recording, language: str, *, by: Person | None, user: Any) -> None:
    """Queue the writing of captions in ``language``; nothing more when it is queued already.

    Raises PermissionDenied, and LookupError when the captioner of this site does not know the language.
    """
    if not account_may(user, "change_recording", recording):
        raise PermissionDenied
    if language not in captioner().languages:
        raise LookupError(language)
    prefix = f"{KEYS}{recording.job_prefix}{language}/"
    if under_way(prefix).exists():
        return
    payload = {"recording": str(recording.uuid), "version": recording.version, "language": language}
    with transaction.atomic():
        log(recording, "hunar_media.captions_ask", user=user, data=payload)
        enqueue(
            "media.captions",
            key=f"{prefix}{jobs_under(prefix).count() + 1}",
            payload=payload,
            created_by=by.uuid if by else None,
            priority=PRIORITY,
        )


def being_written(recording: Recording) -> set[str]:
    """Languages in which captions are being written now."""
    return {each.payload["language"] for each in under_way(f"{KEYS}{recording.job_prefix}")}


def write_captions(run: JobRun, recording: Recording, language: str) -> None:
    """Have the captions written and keep them as not yet checked; those of a person are never replaced."""
    program = captioner()
    sound = RenditionFile.objects.filter(rendition__recording=recording, role="audio-fallback").first()
    if sound is None or language not in program.languages:
        raise PermanentFailure("There is no sound in this recording, or nothing here that understands it.")
    cues = _heard(program, sound.stored, language, length_of(recording))
    with transaction.atomic():
        run.fence()
        if not Recording.objects.select_for_update().filter(pk=recording.pk, version=recording.version).exists():
            return
        by_people = recording.captions.filter(language=language).exclude(origin=Caption.Origin.AUTOMATIC)
        if cues and not by_people.exists():
            put_captions(recording, language, cues, Caption.Origin.AUTOMATIC)


def _heard(program: Captioner, sound: StoredFile, language: str, length: int) -> tuple[Cue, ...]:
    """What the program wrote, as far as it has words and lies in the recording: it is believed no more than a file."""
    with _local(sound) as path:
        written = [Cue(cue.start, min(cue.end, length), plain_text(cue.text)) for cue in program.listen(path, language)]
    return in_order(cue for cue in written if cue.text and 0 <= cue.start < cue.end)


@contextmanager
def _local(sound: StoredFile) -> Iterator[Path]:
    """The sound as a file on this machine."""
    path = stored_path(sound)
    if path is not None:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="hunar-listening-") as folder:
        copy = Path(folder, f"sound.{sound.suffix}")
        with open_stored(sound) as stream, copy.open("wb") as target:
            shutil.copyfileobj(stream, target)
        yield copy
