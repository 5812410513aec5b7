"""Putting bytes in and getting them out."""

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage
from django.utils import timezone

from lms.foundation.content.storage import content_storage
from lms.foundation.models import StoredFile

CHUNK = 1024 * 1024
# What systems say when two names for one file cannot be had: other disk, not permitted, not supported, too many.
NO_SECOND_NAME = {errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS}


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


def adopt_path(path: Path, *, sha256: str, suffix: str, content_type: str) -> StoredFile:
    """As ``store_path`` for a file whose hash the caller has just computed and that nobody writes to any more.

    On the store's own disk the bytes get a second name instead of a second copy. The file at ``path`` stays: the
    caller removes it once it holds the row.
    """
    put = partial(_link_or_copy, path)
    return store_by(put, sha256=sha256, size=path.stat().st_size, suffix=suffix, content_type=content_type)


def store_by(put: Callable[[str], None], *, sha256: str, size: int, suffix: str, content_type: str) -> StoredFile:
    """Keep bytes that ``put(name)`` lets appear in the storage under that name, whole or not at all.

    ``put`` is called only while the name is missing, perhaps twice, and answers for the hash.
    """
    wanted = StoredFile(sha256=sha256, suffix=suffix, bytes=size, content_type=content_type)
    wanted.clean_fields()
    known = StoredFile.objects.filter(sha256=sha256).first() or wanted
    _unless_there(put, known.storage_name)
    now = timezone.now()
    StoredFile.objects.bulk_create([wanted], ignore_conflicts=True)
    StoredFile.objects.filter(sha256=sha256).update(asked_at=now)
    row = StoredFile.objects.get(sha256=sha256)
    # A sweep may have removed the file between our writing it and our row: it cannot after the row is there.
    _unless_there(put, row.storage_name)
    return row


def find_stored(sha256: str) -> StoredFile | None:
    """The file of this hash when the store has its bytes, its grace begun anew as if they came again; else ``None``.

    A caller who has read the bytes itself may so leave out writing them once more.
    """
    # A sweep either took the row before this update, or finds it asked for and leaves row and file.
    if not StoredFile.objects.filter(sha256=sha256).update(asked_at=timezone.now()):
        return None
    row = StoredFile.objects.get(sha256=sha256)
    return row if content_storage().exists(row.storage_name) else None


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
    put = partial(_write, stream)
    return store_by(put, sha256=digest, size=size, suffix=suffix, content_type=content_type)


def _unless_there(put: Callable[[str], None], name: str) -> None:
    if not content_storage().exists(name):
        put(name)


def _write(stream: BinaryIO, name: str) -> None:
    """Make the file appear whole or not at all."""
    storage = content_storage()
    stream.seek(0)
    if isinstance(storage, FileSystemStorage):
        _write_to_disk(stream, Path(storage.path(name)))
    else:
        _write_elsewhere(storage, stream, name)


def _link_or_copy(path: Path, name: str) -> None:
    """A second name on the same disk where that can be; a copy on another disk or a file system without such names."""
    storage = content_storage()
    if isinstance(storage, FileSystemStorage):
        target = Path(storage.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(path)
        except FileExistsError:
            return
        except OSError as problem:
            if problem.errno not in NO_SECOND_NAME:
                raise
        else:
            _settle_folder(target.parent)
            return
    with path.open("rb") as stream:
        _write(stream, name)


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
    _settle_folder(target.parent)


def _settle_folder(path: Path) -> None:
    """A name is safe only when its folder is on the disk too."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write_elsewhere(storage: Storage, stream: BinaryIO, name: str) -> None:
    """Object stores show an object only when it is whole; a name they changed would break every link to it."""
    saved = storage.save(name, File(stream))
    if saved != name:
        storage.delete(saved)
