"""Taking a recording in."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Collection

from lms.foundation.api import cancel, store_bytes, store_path
from lms.foundation.models import StoredFile
from lms.people.models import Person
from media_pipeline.actions.next_jobs import enqueue_plan
from media_pipeline.models import Recording
from media_pipeline.permissions import policy

SUFFIXES = {
    "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "mkv": "video/x-matroska",
    "avi": "video/x-msvideo", "ts": "video/mp2t", "mpg": "video/mpeg", "3gp": "video/3gpp", "flv": "video/x-flv",
    "m4a": "audio/mp4", "mp3": "audio/mpeg", "ogg": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav",
    "flac": "audio/flac", "aac": "audio/aac", "amr": "audio/amr", "wma": "audio/x-ms-wma", "wmv": "video/x-ms-wmv",
    "mts": "video/mp2t", "m2ts": "video/mp2t", "mpeg": "video/mpeg", "vob": "video/mpeg", "ogv": "video/ogg",
    "oga": "audio/ogg", "caf": "audio/x-caf", "aif": "audio/aiff", "aiff": "audio/aiff", "asf": "video/x-ms-asf",
}  # fmt: skip
WORDS = ("title", "language", "synthetic_voice", "collection")


def add_recording(
    path: Path,
    *,
    title: str,
    by: Person | None,
    collection: Collection | None = None,
    language: str = "",
    synthetic_voice: bool = False,
) -> Recording:
    """Keep the file at ``path`` as an original and queue its processing; the file itself is left where it is.

    ``by=None`` is the system itself; PermissionDenied when a person may not add to ``collection`` (default: the
    root). Whether it is a recording at all is found out by the job.
    """
    place = collection or Collection.get_first_root_node()
    user = by.user if by else None
    if by is not None and not may_add(user, place):
        raise PermissionDenied
    recording = Recording(
        title=title, language=language, synthetic_voice=synthetic_voice, uploaded_by_person=by, collection=place
    )
    suffix, kind = kind_of_name(path.name)
    return keep_recording(recording, store_path(path, suffix=suffix, content_type=kind), by=by, user=user)


def may_add(user: Any, collection: Collection) -> bool:
    """True when the account may add recordings to the collection."""
    return bool(policy().collections_user_has_permission_for(user, "add").filter(pk=collection.pk).exists())


def keep_upload(upload: "UploadedFile[bytes]") -> StoredFile:
    """An uploaded file as a stored file; of its name only a known ending is kept."""
    suffix, kind = kind_of_name(upload.name or "")
    if isinstance(upload, TemporaryUploadedFile):
        return store_path(Path(upload.temporary_file_path()), suffix=suffix, content_type=kind)
    return store_bytes(upload.read(), suffix=suffix, content_type=kind)


def kind_of_name(name: str) -> tuple[str, str]:
    """Suffix and content type of a file called ``name``; a name we do not know gives ``bin``."""
    suffix = Path(name).suffix.lower().lstrip(".")
    return (suffix, SUFFIXES[suffix]) if suffix in SUFFIXES else ("bin", "application/octet-stream")


def keep_recording(recording: Recording, original: StoredFile | None, *, by: Person | None, user: Any) -> Recording:
    """Save a new or changed recording; with an ``original``, take it in place of the old one and queue its processing.

    The caller has checked that ``user`` may do this.
    """
    added = recording.pk is None
    with transaction.atomic():
        if added and original is not None:
            recording.original = original
            recording.save()
        elif not added:
            # What is written here only: a job may have changed the rest since the form was opened.
            recording.save(update_fields=[*WORDS, *(_replace(recording, original) if original else ())])
        action = "wagtail.create" if added else "hunar_media.replace" if original else "wagtail.edit"
        told = {"recording": str(recording.uuid), "version": recording.version}
        log(recording, action, user=user, data=told, content_changed=True)
        if original is not None:
            start_processing(recording, by=by)
    return recording


def _replace(recording: Recording, original: StoredFile) -> list[str]:
    """Take another original: end the work on the one before; return the names of the changed columns."""
    locked = Recording.objects.select_for_update().get(pk=recording.pk)
    cancel(locked.job_prefix)
    fresh: dict[str, Any] = {
        "state": Recording.State.WAITING,
        "failure": "",
        "note": "",
        "stretches": [],
        "edited": None,
        "plan": {},
    }
    changed = fresh | {"original": original, "version": locked.version + 1}
    for name, value in changed.items():
        setattr(recording, name, value)
    return list(changed)


def start_processing(recording: Recording, *, by: Person | None) -> None:
    """Queue the work on the present version; harmless when it is queued or done already."""
    enqueue_plan(recording, by=by.uuid if by else None)
