"""The file an edition travels in: a zip without compression, so that the same edition is the same bytes everywhere.

What comes in may be hostile: nothing is unpacked to a path of the archive's choosing, every name is one of a few, and
every byte is counted and hashed before anything believes it.
"""

import json
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from lms.foundation.api import open_stored
from lms.foundation.models import StoredFile

MANIFEST, SEALED, SOURCE = "manifest.json", "sealed.json", "source.json"
FILE = re.compile(r"^files/([0-9a-f]{64})\.([a-z0-9]{1,10})$")
# No course is larger: the limits of the content store and of what one phone could ever hold.
MAX_MEMBERS = 20_000
MAX_BYTES = 8 * 1024**3
MAX_JSON_BYTES = 64 * 1024**2
CHUNK = 1024 * 1024
# Any one day: a zip wants a date, and the same edition must be the same bytes on every day.
DATE = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = (stat.S_IFREG | 0o644) << 16


class BadArchive(ValueError):
    """The file is no archive of a course; the text says why, and nothing of it was kept."""


@dataclass(frozen=True)
class Member:
    """One file of an archive by its hash."""

    name: str
    sha256: str
    ext: str
    bytes: int


def write_archive(target: BinaryIO, parts: Iterable[tuple[str, bytes]], files: Iterable[StoredFile]) -> None:
    """Write the JSON parts, then the files in order of their names, streamed."""
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, content in parts:
            archive.writestr(_info(name, len(content)), content)
        for stored in sorted(files, key=lambda each: each.sha256):
            info = _info(f"files/{stored.sha256}.{stored.suffix}", stored.bytes)
            with archive.open(info, "w", force_zip64=False) as place, open_stored(stored) as stream:
                while chunk := stream.read(CHUNK):
                    place.write(chunk)


def _info(name: str, size: int) -> ZipInfo:
    info = ZipInfo(name, DATE)
    info.external_attr, info.create_system, info.file_size = PLAIN_FILE, 3, size
    return info


class ReadArchive:
    """An archive somebody gave us, checked as far as it can be without reading its files."""

    def __init__(self, stream: BinaryIO) -> None:
        """``BadArchive`` when its list of members is not one of ours."""
        try:
            self._zip = ZipFile(stream)
            self._members = {info.filename: info for info in self._zip.infolist()}
            size = stream.seek(0, 2)
        except (BadZipFile, OSError, ValueError, NotImplementedError, OverflowError) as reason:
            raise BadArchive(_("This file is no archive of a course, or it is damaged. Nothing was kept.")) from reason
        self._check(size)

    def _check(self, size: int) -> None:
        infos = self._zip.infolist()
        if len(infos) != len(self._members) or len(infos) > MAX_MEMBERS:
            raise BadArchive(_("This archive names files twice, or far too many of them. Nothing was kept."))
        if sum(info.file_size for info in infos) > min(size, MAX_BYTES):
            raise BadArchive(_("This archive claims to hold more than it has. Nothing was kept."))
        for info in infos:
            known = info.filename in (MANIFEST, SEALED, SOURCE) or FILE.match(info.filename)
            plain = info.compress_type == ZIP_STORED and not info.flag_bits & 1 and not _is_link(info)
            if not known or not plain or info.file_size != info.compress_size:
                raise BadArchive(_("This archive holds something that no course has: “%s”.") % info.filename[:80])
        for name in (MANIFEST, SEALED, SOURCE):
            if name not in self._members:
                raise BadArchive(_("This archive has no “%s”. Nothing was kept.") % name)

    def json(self, name: str) -> Any:
        """One of the three JSON parts."""
        return self._parsed(self.part(name), name)

    def part(self, name: str) -> bytes:
        """The bytes of one of the three JSON parts."""
        if self._members[name].file_size > MAX_JSON_BYTES:
            raise BadArchive(_("“%s” is far too long for a course.") % name)
        return b"".join(self._chunks(name))

    def _parsed(self, content: bytes, name: str) -> Any:
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as reason:
            raise BadArchive(_("“%s” cannot be read. Nothing was kept.") % name) from reason

    def members(self) -> Iterator[Member]:
        """Every file by its hash, in order of name."""
        for name in sorted(self._members):
            found = FILE.match(name)
            if found:
                yield Member(name, found[1], found[2], self._members[name].file_size)

    def copy(self, member: Member, place: BinaryIO) -> None:
        """Write one file to ``place``; ``BadArchive`` when its bytes are not those of its name."""
        place.writelines(self._true_chunks(member))

    def check(self, member: Member) -> None:
        """Read one file and write nothing; ``BadArchive`` when its bytes are not those of its name."""
        for _chunk in self._true_chunks(member):
            pass

    def _true_chunks(self, member: Member) -> Iterator[bytes]:
        digest = sha256()
        for chunk in self._chunks(member.name):
            digest.update(chunk)
            yield chunk
        if digest.hexdigest() != member.sha256:
            raise BadArchive(_("A file in it is damaged: “%s”. Nothing was kept.") % member.name)

    def _chunks(self, name: str) -> Iterator[bytes]:
        left = self._members[name].file_size
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(min(CHUNK, left + 1)):
                    left -= len(chunk)
                    if left < 0:
                        raise BadZipFile
                    yield chunk
        except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as reason:
            raise BadArchive(_("A part of it is damaged: “%s”. Nothing was kept.") % name) from reason
        if left:
            raise BadArchive(_("A part of it is cut off: “%s”. Nothing was kept.") % name)


def _is_link(info: ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)
