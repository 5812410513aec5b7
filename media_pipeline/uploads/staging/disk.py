"""Unfinished uploads on a disk: one file each."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lms.foundation.api import adopt_path
from lms.foundation.models import StoredFile
from media_pipeline.uploads.errors import StagingFull, StagingLost, StagingSilent
from media_pipeline.uploads.staging import Place

MEBIBYTE = 1024 * 1024
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DiskStaging:
    """A folder, best on the disk of the content store: the finished file then only gets a second name there."""

    step = MEBIBYTE

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """A lock of the kernel on the file: gone with the process, also after ``kill -9``."""
        with _disk_errors():
            self.root.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.root / name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def write(self, name: str, place: Place, offset: int, data: bytes) -> Place:
        """Bytes past the row's offset, left by a writer that was killed, are written over or never read."""
        with _disk_errors():
            handle = os.open(self.root / name, os.O_WRONLY)
            try:
                if os.fstat(handle).st_size < offset:
                    raise StagingLost
                _write_all(handle, data, offset)
                os.fsync(handle)
            finally:
                os.close(handle)
            if offset == 0:
                _settle(self.root)
        return place

    def read(self, name: str, place: Place, length: int) -> Iterator[bytes]:
        """Pieces of at most a mebibyte."""
        with _disk_errors(), (self.root / name).open("rb") as stream:
            while length > 0:
                piece = stream.read(min(MEBIBYTE, length))
                if not piece:
                    raise StagingLost
                length -= len(piece)
                yield piece

    def hand_over(
        self, name: str, place: Place, length: int, *, sha256: str, suffix: str, content_type: str
    ) -> StoredFile:
        """A second name in the store; the tail of a killed writer is cut off first."""
        path = self.root / name
        with _disk_errors():
            if path.stat().st_size > length:
                os.truncate(path, length)
            return adopt_path(path, sha256=sha256, suffix=suffix, content_type=content_type)

    def discard(self, name: str) -> None:
        """The content store's own name, if there is one by now, keeps the bytes."""
        (self.root / name).unlink(missing_ok=True)

    def names(self) -> set[str]:
        """The files of the folder."""
        return {path.name for path in self.root.iterdir()} if self.root.exists() else set()

    def sweep(self) -> None:
        """Nothing: a name appears in the store in one step."""

    def free_bytes(self) -> int | None:
        """What the disk says."""
        there = next(path for path in (self.root, *self.root.parents) if path.exists())
        return shutil.disk_usage(there).free


def _write_all(handle: int, data: bytes, offset: int) -> None:
    rest = memoryview(data)
    while rest:
        written = os.pwrite(handle, rest, offset)
        rest, offset = rest[written:], offset + written


def _settle(folder: Path) -> None:
    """A new name is safe only when its folder is on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _disk_errors() -> Iterator[None]:
    """Say in our own words what the disk says in numbers."""
    try:
        yield
    except FileNotFoundError as error:
        raise StagingLost from error
    except OSError as error:
        raise (StagingFull if error.errno in NO_ROOM else StagingSilent) from error
