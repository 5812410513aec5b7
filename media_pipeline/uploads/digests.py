"""Two digests of one file in one walk: its SHA-256, and the digest of digests that a page can compute by itself."""

import hashlib
import re

# Every page of ours cuts at the same places; the number stands in browsers' scripts too and never changes.
BLOCK = 5 * 1024 * 1024
_HEX = re.compile(r"^[0-9a-f]{64}$")
PLAIN, BLOCKS = "sha256", "blocks"


class Sums:
    """Feed it pieces of any size, in order.

    ``blocks`` is SHA-256 over the binary SHA-256 of each 5 MiB block (the last may be shorter): browsers hash only
    what is in memory, so the whole of a large file is out of their reach and its blocks are not.
    """

    def __init__(self) -> None:
        self._whole = hashlib.sha256()
        self._outer = hashlib.sha256()
        self._block = hashlib.sha256()
        self._in_block = 0

    def feed(self, piece: bytes) -> None:
        """Take in the next bytes."""
        self._whole.update(piece)
        rest = memoryview(piece)
        while rest:
            taken = rest[: BLOCK - self._in_block]
            self._block.update(taken)
            self._in_block += len(taken)
            rest = rest[len(taken) :]
            if self._in_block == BLOCK:
                self._outer.update(self._block.digest())
                self._block, self._in_block = hashlib.sha256(), 0

    def sha256(self) -> str:
        """The plain SHA-256, in hexadecimal."""
        return self._whole.hexdigest()

    def blocks(self) -> str:
        """The digest of digests, in hexadecimal."""
        outer = self._outer.copy()
        if self._in_block:
            outer.update(self._block.digest())
        return outer.hexdigest()

    def agree(self, said: str) -> bool:
        """True when ``said`` (as ``said_checksum`` writes it) names these bytes, or names nothing."""
        return said in {"", f"{PLAIN}:{self.sha256()}", f"{BLOCKS}:{self.blocks()}"}


def said_checksum(metadata: dict[str, str]) -> str:
    """What a sender says all of it will be: ``checksum`` (digest of digests) or ``sha256``; empty when it says nothing.

    Raises ValueError for what is no digest.
    """
    for key, kind in (("checksum", BLOCKS), ("sha256", PLAIN)):
        if value := metadata.get(key, "").strip().lower():
            if not _HEX.match(value):
                raise ValueError(f"{key} must be 64 hexadecimal digits.")
            return f"{kind}:{value}"
    return ""
