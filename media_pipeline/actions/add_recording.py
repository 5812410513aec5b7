"""Taking a recording in."""

from pathlib import Path

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Collection, get_root_collection_id

from lms.foundation.api import enqueue, store_path
from lms.foundation.models import StoredFile
from lms.people.models import Person
from media_pipeline.models import Recording

SUFFIXES = {
    "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "mkv": "video/x-matroska",
    "avi": "video/x-msvideo", "ts": "video/mp2t", "mpg": "video/mpeg", "3gp": "video/3gpp", "flv": "video/x-flv",
    "m4a": "audio/mp4", "mp3": "audio/mpeg", "ogg": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav",
    "flac": "audio/flac", "aac": "audio/aac", "amr": "audio/amr", "wma": "audio/x-ms-wma", "wmv": "video/x-ms-wmv",
}  # fmt: skip


def add_recording(
    path: Path,
    *,
    title: str,
    by: Person | None,
    collection: Collection | None = None,
    language: str = "",
    synthetic_voice: bool = False,
) -> Recording:
    """Keep the file at ``path`` as an original and queue its processing; ``by`` is who brought it (None: the demo).

    The file itself is left where it is. Whether it is a recording at all is found out by the job.
    """
    original = keep_original(path, path.name)
    recording = Recording(title=title, language=language, synthetic_voice=synthetic_voice, uploaded_by_person=by)
    if collection is None:
        recording.collection_id = get_root_collection_id()
    else:
        recording.collection = collection
    return keep_recording(recording, original, by=by)


def keep_original(path: Path, name: str) -> StoredFile:
    """The file as a stored file; ``name`` is what the uploader called it, of which only a known ending is kept."""
    suffix = Path(name).suffix.lower().lstrip(".")
    kind = SUFFIXES.get(suffix)
    if kind is None:
        return store_path(path, suffix="bin", content_type="application/octet-stream")
    return store_path(path, suffix=suffix, content_type=kind)


def keep_recording(recording: Recording, original: StoredFile, *, by: Person | None) -> Recording:
    """Save a new recording, or an old one whose original was replaced; queue its processing and log it."""
    added = recording.pk is None
    with transaction.atomic():
        if not added:
            recording.version += 1
        recording.original = original
        recording.state, recording.failure, recording.note = Recording.State.WAITING, "", ""
        recording.save()
        log(
            instance=recording,
            action="wagtail.create" if added else "hunar_media.replace_original",
            user=by.user if by else None,
            uuid=None,
            data={"recording": str(recording.uuid), "version": recording.version},
            content_changed=True,
        )
        start_processing(recording, by=by)
    return recording


def start_processing(recording: Recording, *, by: Person | None) -> None:
    """Queue the job of this version; harmless when it is queued or done already."""
    payload = {"recording": str(recording.uuid), "version": recording.version}
    enqueue("media.process", key=recording.job_key, payload=payload, created_by=by.uuid if by else None)
