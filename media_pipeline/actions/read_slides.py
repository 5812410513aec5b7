"""The words of a recording's slides: a row for each still, then what the job ``media.words`` reads in it."""

import io
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from PIL import Image

from lms.foundation.api import JobRun, enqueue, jobs_under, read_stored, under_way
from media_pipeline.actions.write_timeline import write_timeline
from media_pipeline.models import Recording, RenditionFile, Slide
from media_pipeline.pipeline.words import SlideText, carry, clean, languages_to_read
from media_pipeline.reader import Reader, find_reader
from media_pipeline.search import index_again

# Beside the jobs that make renditions, not among them: how far those are says nothing about words.
KEYS = "words/"
# Behind the renditions of other recordings: nothing waits for words.
PRIORITY = -50


def begin_slides(recording: Recording, *, created_by: UUID | None) -> None:
    """Lay out the rows of new stills and queue their reading; call it where a rendition of slides is kept.

    Words that were known before stay with the slide nearest in time.
    """
    with transaction.atomic():
        _lay_out(recording)
        write_timeline(recording)
        read_again(recording, created_by=created_by)


def read_again(recording: Recording, *, created_by: UUID | None) -> None:
    """Queue the reading of the slides; nothing more when it is queued already."""
    if is_being_read(recording):
        return
    prefix = f"{KEYS}{recording.job_prefix}"
    enqueue(
        "media.words",
        key=f"{prefix}{jobs_under(prefix).count() + 1}",
        payload={"recording": str(recording.uuid), "version": recording.version},
        created_by=created_by,
        priority=PRIORITY,
    )


def is_being_read(recording: Recording) -> bool:
    """True while the slides of the present version wait to be read or are read."""
    return under_way(f"{KEYS}{recording.job_prefix}").exists()


def read_slides(run: JobRun, recording: Recording) -> None:
    """Read every still of which nobody wrote the words, and keep what is worth keeping.

    Written words are never touched, those written meanwhile neither. Where nothing can read, all stays as it is.
    """
    reader = find_reader()
    if not reader.languages_available:
        return
    texts = {}
    stills = list(_unwritten(recording))
    for done, still in enumerate(stills):
        run.progress(100 * done // len(stills), f"reading slide {still.position + 1}")
        texts[still.position] = _read(reader, still, recording.language)
    with transaction.atomic():
        run.fence()
        if not Recording.objects.select_for_update().filter(pk=recording.pk, version=recording.version).exists():
            return
        for position, text in texts.items():
            recording.slides.filter(position=position, written=False).update(text=text)
        write_timeline(recording)
        index_again(recording)


def _lay_out(recording: Recording) -> None:
    old = [SlideText(each.at_seconds, each.text, each.written) for each in recording.slides.all()]
    stills = list(_stills(recording))
    recording.slides.all().delete()
    Slide.objects.bulk_create(
        Slide(recording=recording, position=still.position, at_seconds=each.at, text=each.text, written=each.written)
        for still, each in zip(stills, carry(old, [still.at_seconds or 0.0 for still in stills]), strict=True)
    )
    index_again(recording)


def _stills(recording: Recording) -> "Iterator[RenditionFile]":
    found = RenditionFile.objects.filter(rendition__recording=recording, rendition__rung="slides", role="still")
    yield from found.select_related("stored").order_by("position")


def _unwritten(recording: Recording) -> "Iterator[RenditionFile]":
    written = set(recording.slides.filter(written=True).values_list("position", flat=True))
    return (each for each in _stills(recording) if each.position not in written)


def _read(reader: Reader, still: RenditionFile, language: str) -> str:
    with Image.open(io.BytesIO(read_stored(still.stored))) as image:
        return clean(reader.read(image.convert("RGB"), languages_to_read(language, reader.languages_available)))
