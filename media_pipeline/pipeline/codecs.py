"""The exact codec name of an MP4 that we made, read from its sample description (RFC 6381)."""

from pathlib import Path

HEADER_BYTES = 1 << 20


def video_codec(path: Path) -> str:
    """For example ``avc1.64001f`` or ``av01.0.04M.08``; raises ValueError for a file without either."""
    with path.open("rb") as stream:
        start = stream.read(HEADER_BYTES)
    if (at := start.find(b"avcC")) >= 0:
        return f"avc1.{start[at + 5 : at + 8].hex()}"
    if (at := start.find(b"av1C")) >= 0:
        profile, level = start[at + 5] >> 5, start[at + 5] & 31
        tier = "H" if start[at + 6] & 0x80 else "M"
        return f"av01.{profile}.{level:02d}{tier}.08"
    raise ValueError("no AVC or AV1 sample description at the beginning of the file")
