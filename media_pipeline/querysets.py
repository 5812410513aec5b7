"""Reads of this room."""

from django.db.models import Prefetch, Q, QuerySet

from lms.foundation.models import Job, StoredFile
from media_pipeline.entry import Entry, EntryCaption, EntryFile, EntrySlide, build_entry
from media_pipeline.errors import NotReady
from media_pipeline.models import Caption, Recording, RenditionFile


def with_renditions(recordings: "QuerySet[Recording]") -> "QuerySet[Recording]":
    """The same recordings with everything a preview needs; five queries whatever their number."""
    files = Prefetch("renditions__files", RenditionFile.objects.select_related("stored"))
    captions = Prefetch("captions", Caption.objects.select_related("stored"))
    return recordings.select_related("original").prefetch_related("renditions", files, "slides", captions)


def edition_entry(recording: Recording) -> Entry:
    """What an edition keeps of a finished recording; raises NotReady with a sentence before it is finished."""
    if recording.state == Recording.State.FAILED:
        raise NotReady(f"The recording “{recording.title}” could not be processed: {recording.failure}")
    if recording.state != Recording.State.READY:
        raise NotReady(f"The recording “{recording.title}” is still being processed. Wait until it is ready.")
    return preview_entry(recording)


def preview_entry(recording: Recording) -> Entry:
    """The entry of what is finished so far, for a preview."""
    loaded = _loaded(recording)
    return build_entry(
        seconds=recording.seconds,
        content_class=recording.content_class,
        synthetic_voice=recording.synthetic_voice,
        renditions={each.rung: [_file(file) for file in each.files.all()] for each in loaded.renditions.all()},
        slides=[EntrySlide(each.at_seconds, each.text) for each in loaded.slides.all()],
        captions=[_caption(each) for each in loaded.captions.all()],
    )


def edition_files(recording: Recording) -> list[StoredFile]:
    """Every stored file of the recording's renditions and captions, each once, in order of name."""
    return list(_used(recording).order_by("sha256"))


def find_file(recording: Recording, sha256: str, suffix: str) -> StoredFile | None:
    """A file of one of the recording's renditions or captions by its name, or None."""
    return _used(recording).filter(sha256=sha256, suffix=suffix).first()


def job_of(recording: Recording) -> Job | None:
    """The job that processes the present original."""
    return Job.objects.filter(key=recording.job_key("process")).first()


def _used(recording: Recording) -> "QuerySet[StoredFile]":
    played = RenditionFile.objects.filter(rendition__recording=recording).values("stored")
    spoken = Caption.objects.filter(recording=recording).values("stored")
    return StoredFile.objects.filter(Q(pk__in=played) | Q(pk__in=spoken))


def _caption(each: Caption) -> EntryCaption:
    return EntryCaption(
        language=each.language,
        sha256=each.stored.sha256,
        bytes=each.stored.bytes,
        suffix=each.stored.suffix,
        content_type=each.stored.content_type,
    )


def _loaded(recording: Recording) -> Recording:
    return with_renditions(Recording.objects.filter(pk=recording.pk)).get()


def _file(each: RenditionFile) -> EntryFile:
    return EntryFile(
        role=each.role,
        position=each.position,
        at_seconds=each.at_seconds,
        sha256=each.stored.sha256,
        bytes=each.stored.bytes,
        suffix=each.stored.suffix,
        content_type=each.stored.content_type,
        codecs=each.codecs,
        width=each.width,
        height=each.height,
    )
