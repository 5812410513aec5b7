"""Reads of this room."""

from django.db.models import Prefetch, Q, QuerySet

from lms.foundation.api import jobs_under, read_stored, under_way
from lms.foundation.models import Job, StoredFile
from media_pipeline.captions.cues import Cue
from media_pipeline.captions.read import read_captions
from media_pipeline.entry import Entry
from media_pipeline.models import Caption, Recording, RenditionFile
from media_pipeline.sources import entry_sources

ALL_JOBS = "media/"
# Beyond the end of any recording, in milliseconds: what is kept was measured before.
ANY_LENGTH = 10**12


def with_renditions(recordings: "QuerySet[Recording]") -> "QuerySet[Recording]":
    """The same recordings with everything a preview needs; five queries whatever their number."""
    files = Prefetch("renditions__files", RenditionFile.objects.select_related("stored"))
    captions = Prefetch("captions", Caption.objects.select_related("stored"))
    return recordings.select_related("original").prefetch_related("renditions", files, "slides", captions)


def edition_entry(recording: Recording) -> Entry:
    """What an edition keeps of a finished recording; raises NotReady with a sentence before it is finished."""
    return entry_sources([recording.pk])[recording.pk].entry()


def preview_entry(recording: Recording) -> Entry:
    """The entry of what is finished so far, for a preview."""
    return entry_sources([recording.pk])[recording.pk].so_far()


def edition_files(recording: Recording) -> list[StoredFile]:
    """Every stored file of the recording's renditions and captions, each once, in order of name."""
    return list(_used(recording).order_by("sha256"))


def find_file(recording: Recording, sha256: str, suffix: str) -> StoredFile | None:
    """A file of one of the recording's renditions or captions by its name, or None."""
    return _used(recording).filter(sha256=sha256, suffix=suffix).first()


def jobs_of(recording: Recording) -> "QuerySet[Job]":
    """Every job of the present version."""
    return jobs_under(recording.job_prefix)


def is_at_work(recording: Recording) -> bool:
    """True while a job of the present version waits or runs."""
    return under_way(recording.job_prefix).exists()


def recordings_before(recording: Recording) -> int:
    """How many other recordings are being worked on or come before it in the queue."""
    waiting = jobs_of(recording).filter(state=Job.State.WAITING)
    mine = waiting.order_by("-priority", "created_at").first()
    if mine is None:
        return 0
    sooner = Q(priority__gt=mine.priority) | Q(priority=mine.priority, created_at__lt=mine.created_at)
    before = Q(state=Job.State.RUNNING) | (Q(state=Job.State.WAITING) & sooner)
    others = jobs_under(ALL_JOBS).filter(before).exclude(key__startswith=recording.job_prefix)
    return len({key.split("/")[1] for key in others.values_list("key", flat=True)})


def cues_of(caption: Caption) -> tuple[Cue, ...]:
    """What is said, from the file of a caption."""
    return read_captions(read_stored(caption.stored), length=ANY_LENGTH, kept=True)


def _used(recording: Recording) -> "QuerySet[StoredFile]":
    played = RenditionFile.objects.filter(rendition__recording=recording).values("stored")
    spoken = Caption.objects.filter(recording=recording).values("stored")
    return StoredFile.objects.filter(Q(pk__in=played) | Q(pk__in=spoken))
