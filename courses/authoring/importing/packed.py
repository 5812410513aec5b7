"""A folder that comes as a zip: unpacked into a place of our own, counted while it is unpacked."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

MAX_MEMBERS = 10_000
MAX_BYTES = 300_000_000
# A folder of texts packs well; nothing honest packs better than this.
MAX_RATIO = 100
CHUNK = 256 * 1024
# What packers of one system leave for themselves.
LEFTOVERS = ("__MACOSX/", ".DS_Store")


class BadPackage(ValueError):
    """The zip cannot be unpacked safely; the text says why, and nothing was kept."""


@contextmanager
def unpacked(package: Path) -> Iterator[Path]:
    """The folder that the zip holds, in a directory that is gone afterwards. ``BadPackage`` otherwise."""
    with TemporaryDirectory(prefix="hunar-material-") as place:
        root = Path(place)
        try:
            with ZipFile(package) as archive:
                _unpack(archive, root, package.stat().st_size)
        except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as reason:
            if isinstance(reason, BadPackage):
                raise
            raise BadPackage(_("This file cannot be read as a zip. Pack the folder anew.")) from reason
        inside = list(root.iterdir())
        yield inside[0] if len(inside) == 1 and inside[0].is_dir() else root


def _unpack(archive: ZipFile, root: Path, packed: int) -> None:
    infos = [info for info in archive.infolist() if not info.is_dir() and not _left_over(info)]
    if len(infos) > MAX_MEMBERS:
        raise BadPackage(_("This zip holds more than ten thousand files. Leave out what the course does not show."))
    left = min(MAX_BYTES, packed * MAX_RATIO)
    for info in infos:
        target = _target(root, info)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(info) as stream, target.open("xb") as file:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise BadPackage(_("This zip unpacks to far more than it should. Nothing was kept."))
                file.write(chunk)


def _left_over(info: ZipInfo) -> bool:
    return info.filename.startswith(LEFTOVERS[0]) or info.filename.endswith(LEFTOVERS[1])


def _target(root: Path, info: ZipInfo) -> Path:
    """Where a member goes: never outside, never through a link."""
    path = PurePosixPath(info.filename)
    parts = path.parts
    link = stat.S_ISLNK(info.external_attr >> 16)
    if link or path.is_absolute() or ".." in parts or not parts or "\\" in info.filename or ":" in parts[0]:
        raise BadPackage(_("This zip holds a file that points outside: “%s”. Nothing was kept.") % info.filename[:80])
    return root.joinpath(*parts)
