"""What a step makes: files with their place in the rendition."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FALLBACK = "-fallback"
# Roles that playing never fetches: the file to keep, and when each slide comes.
BESIDE = ("keep", "timeline", "chapters")
# Response headers of one fetch, generously.
FILE_OVERHEAD = 500


@dataclass(frozen=True)
class Output:
    """One finished file. ``at_seconds`` is set for stills; ``codecs`` is the RFC 6381 name, empty for stills."""

    role: str
    path: Path
    suffix: str
    content_type: str
    codecs: str = ""
    position: int = 0
    at_seconds: float | None = None
    width: int = 0
    height: int = 0

    @property
    def bytes(self) -> int:
        """Size of the file."""
        return self.path.stat().st_size


@dataclass(frozen=True)
class Made:
    """One finished rendition. ``readable`` is the share of the source's words in it; None when it was not measured."""

    rung: str
    outputs: tuple[Output, ...]
    readable: float | None = None

    @property
    def label_bytes(self) -> int:
        """The most that playing it to the end can cost."""
        return label_bytes((output.role, output.position, output.bytes) for output in self.outputs)


def label_bytes(files: Iterable[tuple[str, int, int]]) -> int:
    """Cost of ``(role, position, bytes)`` files: the larger of two alternatives, and 500 bytes for each fetch.

    What playing never fetches (``BESIDE``) costs nothing.
    """
    slots: dict[tuple[str, int], int] = {}
    for role, position, size in files:
        if role in BESIDE:
            continue
        slot = (role.removesuffix(FALLBACK), position)
        slots[slot] = max(slots.get(slot, 0), size)
    return sum(slots.values()) + FILE_OVERHEAD * len(slots)
