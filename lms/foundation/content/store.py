"""Putting bytes in and getting them out."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage
from django.utils import timezone

from lms.foundation.content.storage import content_storage
from lms.foundation.models import StoredFile

CHUNK = 1024 * 1024


def store_bytes(data: bytes, *, suffix: str, content_type: str) -> StoredFile:
    """Keep ``data`` and return its row; the same bytes give the same row, under the suffix they first came with.

    The caller holds the row by a foreign key before the sweep's grace is over, or the file goes again.
    """
    with tempfile.SpooledTemporaryFile(max_size=CHUNK) as stream:
        stream.write(data)
        stream.seek(0)
        return _store(cast("BinaryIO", stream), hashlib.sha256(data).hexdigest(), len(data), suffix, content_type)


def store_path(path: Path, *, suffix: str, content_type: str) -> StoredFile:
    """Keep a copy of the file at ``path``; else as ``store_bytes``. The file itself is left where it is."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        size = stream.tell()
        stream.seek(0)
        return _store(stream, digest, size, suffix, content_type)


def read_stored(stored: StoredFile) -> bytes:
    """All bytes of a stored file; ``FileNotFoundError`` when the storage lost it."""
    with open_stored(stored) as stream:
        return stream.read()


def open_stored(stored: StoredFile) -> BinaryIO:
    """A seekable binary stream of a stored file; the caller closes it."""
    return cast("BinaryIO", content_storage().open(stored.storage_name, "rb"))


def stored_path(stored: StoredFile) -> Path | None:
    """The file on this machine's disk, for programs that need a path; ``None`` when the storage is elsewhere."""
    storage = content_storage()
    return Path(storage.path(stored.storage_name)) if isinstance(storage, FileSystemStorage) else None


def _store(stream: BinaryIO, digest: str, size: int, suffix: str, content_type: str) -> StoredFile:
    wanted = StoredFile(sha256=digest, suffix=suffix, bytes=size, content_type=content_type)
    wanted.clean_fields()
    known = StoredFile.objects.filter(sha256=digest).first() or wanted
    _write(stream, known.storage_name)
    now = timezone.now()
    StoredFile.objects.bulk_create([wanted], ignore_conflicts=True)
    StoredFile.objects.filter(sha256=digest).update(asked_at=now)
    row = StoredFile.objects.get(sha256=digest)
    # A sweep may have removed the file between our writing it and our row: it cannot after the row is there.
    _write(stream, row.storage_name)
    return row


def _write(stream: BinaryIO, name: str) -> None:
    """Make the file appear whole or not at all; nothing to do when it is there."""
    storage = content_storage()
    if storage.exists(name):
        return
    stream.seek(0)
    if isinstance(storage, FileSystemStorage):
        _write_to_disk(stream, Path(storage.path(name)))
    else:
        _write_elsewhere(storage, stream, name)


def _write_to_disk(stream: BinaryIO, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as copy:
            shutil.copyfileobj(stream, copy, CHUNK)
            copy.flush()
            os.fsync(copy.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write_elsewhere(storage: Storage, stream: BinaryIO, name: str) -> None:
    """Object stores show an object only when it is whole; a name they changed would break every link to it."""
    saved = storage.save(name, File(stream))
    if saved != name:
        storage.delete(saved)
