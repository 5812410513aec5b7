"""MP4 files that lie: a good one is taken apart into boxes, one box is replaced, and it is put together again."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.media.hostile.lists import addresses

PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"edts"}
MANY = 0x7FFF_FFFF
HOURS_100 = 360_000


def box(kind: bytes, payload: bytes) -> bytes:
    """One box."""
    return struct.pack(">I", len(payload) + 8) + kind + payload


def replaced(data: bytes, kind: bytes, payload: bytes) -> bytes:
    """The same file with what every box of ``kind`` holds replaced; its index must stand at the end."""
    out, at = b"", 0
    while at + 8 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        inside = data[at + 8 : at + length]
        if name == kind:
            inside = payload
        elif name in PARENTS:
            inside = replaced(inside, kind, payload)
        out += box(name, inside)
        at += length
    return out


def full(*words: int) -> bytes:
    """Version and flags 0, then words of 32 bits."""
    return struct.pack(f">{len(words) + 1}I", 0, *words)


def reference(kind: bytes, address: str) -> bytes:
    """A data reference to another file."""
    if kind == b"url ":
        return full(1) + box(b"url ", full() + address.encode() + b"\0")
    path = address.encode()
    record = bytes(2) + b"\x02\x00" + bytes(146) + struct.pack(">HH", 2, len(path)) + path + b"\xff\xff\x00\x00"
    return full(1) + box(b"alis", full() + record)


def lying(good: bytes, canary: Path, port: int) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each."""
    for way, address in addresses(canary, port).items():
        for kind in (b"url ", b"alis"):
            yield f"dref-{kind.decode().strip()}-{way}.mov", replaced(good, b"dref", reference(kind, address))
    for name, kind, payload in (
        ("100-hours", b"stts", full(1, 24, HOURS_100 * 512)),
        ("no-time", b"stts", full(1, 24, 0)),
        ("time-jumps", b"stts", full(3, 8, 512, 8, 0xFFFF_FFF0, 8, 512)),
        ("counts-all", b"stts", full(1, MANY, 512)),
        ("samples-all", b"stsz", full(1, MANY)),
        ("samples-none", b"stsz", full(0, 0)),
        ("chunks-all", b"stco", full(MANY)),
        ("chunks-far", b"stco", full(1, 0xFFFF_FFFF)),
        ("order-all", b"ctts", full(MANY, 1, 1)),
        ("edit-negative", b"elst", full(1, 1000, 0xFFFF_0000, 0x10000)),
        ("edit-all", b"elst", full(MANY, 1000, 0, 0x10000)),
        ("rate-zero", b"mdhd", full(0, 0, 0, 12800) + bytes(4)),
        ("rate-all", b"mdhd", full(0, 0, 0xFFFF_FFFF, 0xFFFF_FFFF) + bytes(4)),
        ("kinds-all", b"stsd", full(MANY) + box(b"avc1", bytes(78))),
        ("wide", b"stsd", full(1) + box(b"avc1", bytes(24) + struct.pack(">HH", 65535, 65535) + bytes(50))),
        ("no-index", b"moov", b""),
    ):
        yield f"{name}.mp4", replaced(good, kind, payload)
    yield "tracks-many.mp4", many_tracks(good, 5_000)
    yield "nested.mp4", good[:32] + nested(b"moov", 20_000)
    yield "nested-meta.mp4", good[:32] + box(b"moov", nested(b"udta", 20_000))
    yield "unpacks.mov", good[:32] + box(b"moov", packed_index(100_000_000))
    yield "unpacks-all.mov", good[:32] + box(b"moov", packed_index(1000, claimed=0xFFFF_FFFF))


def many_tracks(good: bytes, number: int) -> bytes:
    """The same index with its first track again and again."""
    at = good.index(b"trak") - 4
    track = good[at : at + struct.unpack(">I", good[at : at + 4])[0]]
    start = good.index(b"moov") - 4
    header = good[start + 8 : at]
    return good[:start] + box(b"moov", header + track * number)


def nested(kind: bytes, depth: int) -> bytes:
    """Boxes within boxes."""
    return b"".join(struct.pack(">I4s", 8 * (depth - level), kind) for level in range(depth))


def packed_index(size: int, *, claimed: int | None = None) -> bytes:
    """A packed index that is large when unpacked."""
    packed = zlib.compress(bytes(size), 9)
    inside = box(b"cmvd", struct.pack(">I", size if claimed is None else claimed) + packed)
    return box(b"cmov", box(b"dcom", b"zlib") + inside)
