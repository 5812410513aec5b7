"""What the outermost structure of a file says of its wholeness: how much should be there, and whether it is locked.

MP4 and MOV: ISO/IEC 14496-12 (boxes), 23001-7 (``sinf``: protected). Matroska and WebM: RFC 9559. WAV and AVI: RIFF.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MOST_BOXES = 100_000
LARGEST_INDEX = 1 << 26
WITH_CONTENT = (b"mdat", b"moov", b"moof")
KNOWN = (*WITH_CONTENT, b"ftyp", b"free", b"skip", b"wide", b"uuid", b"sidx", b"styp", b"mfra", b"pnot", b"udta")
LOCKED = re.compile(rb"sinf.{4}frma", re.DOTALL)
EBML, SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
STREAMED = (0, 0xFFFF_FFFF)


@dataclass(frozen=True)
class Container:
    """``claimed`` bytes should be there, ``size`` are; ``indexed`` is false when an MP4 lacks its table of contents."""

    size: int
    claimed: int
    indexed: bool = True
    locked: bool = False

    @property
    def share(self) -> float:
        """How much of the file is there, 0 to 1."""
        return min(1.0, self.size / self.claimed) if self.claimed else 1.0


def read_container(path: Path) -> Container:
    """Look at the outermost structure; of a container not known here, everything is taken to be there."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        start = stream.read(64)
        if start[4:8] in KNOWN:
            return _boxes(stream, size)
        if start.startswith(EBML):
            return Container(size, _segment_end(start) or size)
        if start.startswith(b"RIFF"):
            length = int.from_bytes(start[4:8], "little")
            return Container(size, size if length in STREAMED else length + 8)
    return Container(size, size)


def _boxes(stream: BinaryIO, size: int) -> Container:
    at, claimed, index = 0, size, b""
    indexed = False
    for _ in range(MOST_BOXES):
        stream.seek(at)
        header = stream.read(16)
        length, kind = int.from_bytes(header[:4], "big"), header[4:8]
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        if length == 0 or length < len(header[:8]) or len(header) < 8:
            break
        if kind == b"moov":
            stream.seek(at)
            indexed, index = True, stream.read(min(length, LARGEST_INDEX))
        if at + length > size:
            # Phones append things of their own; only a box that we know can be said to be cut off.
            claimed = at + length if kind in WITH_CONTENT else size
            break
        at += length
    return Container(size, claimed, indexed, locked=LOCKED.search(index) is not None)


def _segment_end(start: bytes) -> int:
    """Where the Matroska segment should end; 0 when it does not say, as when it was streamed."""
    header, taken = _length(start, 4)
    at = 4 + taken + header
    if start[at : at + 4] != SEGMENT:
        return 0
    length, taken = _length(start, at + 4)
    return at + 4 + taken + length if length else 0


def _length(data: bytes, at: int) -> tuple[int, int]:
    """A length of EBML, with how many bytes it takes; 0 when all its bits are set, which means unknown."""
    if at >= len(data) or data[at] == 0:
        return 0, 1
    width = 9 - data[at].bit_length()
    value = int.from_bytes(data[at : at + width], "big") & ((1 << (7 * width)) - 1)
    return (0 if value == (1 << (7 * width)) - 1 else value), width
