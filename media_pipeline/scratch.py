"""Folders for half-made things, and copies of originals whose storage is elsewhere.

Whoever uses a folder or a copy holds the lock of a file beside it. A process that dies lets go of it, whatever killed
it: what nobody holds is left over and goes when the next job begins.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lms.foundation.api import open_stored, stored_path
from lms.foundation.models import StoredFile
from media_pipeline.conf import options, work_folder

CHUNK = 1 << 20
LOCK = ".lock"


class DamagedCopy(Exception):
    """What the storage sent is not what was put into it."""


@contextmanager
def own_folder(name: str) -> Iterator[Path]:
    """An empty folder for one job; gone at the end, and with it what killed jobs left behind."""
    folder = work_folder("jobs") / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder.parent)
    with _held(folder, fcntl.LOCK_EX):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            _lock_of(folder).unlink(missing_ok=True)


@contextmanager
def local_source(stored: StoredFile) -> Iterator[Path]:
    """A stored file as a file of this machine: itself, or a copy that all jobs of the machine share.

    Copies take at most ``SOURCE_COPIES_BYTES`` besides those in use. Raises DamagedCopy.
    """
    there = stored_path(stored)
    if there is not None:
        yield there
        return
    folder = work_folder("sources") / stored.sha256
    copy = folder / f"original.{stored.suffix}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    while True:
        # Users share it; who fetches waits for nobody that uses it, for then it is there.
        with _held(folder, fcntl.LOCK_SH):
            if copy.exists():
                os.utime(folder)
                yield copy
                return
        with _held(folder, fcntl.LOCK_EX):
            if not copy.exists():
                _make_room(folder.parent, stored.bytes)
                _fetch(stored, copy)


def _fetch(stored: StoredFile, copy: Path) -> None:
    """Copy it here; a copy that is not what its name says never gets the name."""
    copy.parent.mkdir(exist_ok=True)
    unfinished = copy.with_name("unfinished")
    digest = hashlib.sha256()
    try:
        with open_stored(stored) as stream, unfinished.open("wb") as target:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                target.write(chunk)
        if digest.hexdigest() != stored.sha256:
            raise DamagedCopy(stored.name)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)


def _make_room(root: Path, wanted: int) -> None:
    """Remove the copies that were not used for longest, until one of ``wanted`` bytes fits in; none that is in use."""
    folders = sorted((path for path in root.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    sizes = {folder: sum(path.stat().st_size for path in folder.iterdir()) for folder in folders}
    total = wanted + sum(sizes.values())
    for folder, size in sizes.items():
        if total > options["SOURCE_COPIES_BYTES"] and _remove_unheld(folder):
            total -= size


def _sweep(folder: Path) -> None:
    """Remove the folders of jobs that died."""
    for lock in folder.glob(f"*{LOCK}"):
        _remove_unheld(lock.with_suffix(""))


def _remove_unheld(folder: Path) -> bool:
    """Remove a folder with its lock, unless somebody holds it."""
    try:
        with _held(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            shutil.rmtree(folder, ignore_errors=True)
            _lock_of(folder).unlink(missing_ok=True)
    except OSError:
        return False
    return True


@contextmanager
def _held(folder: Path, kind: int) -> Iterator[None]:
    """Hold the lock beside ``folder``; one that was removed while we waited for it is nobody's and is made anew."""
    while True:
        handle = os.open(_lock_of(folder), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, kind)
            if _is_at(handle, _lock_of(folder)):
                yield
                return
        finally:
            os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.fstat(handle).st_ino == path.stat().st_ino
    except FileNotFoundError:
        return False


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + LOCK)
