"""Names what a recording shows, and when to take its stills: pure."""

from collections.abc import Sequence
from dataclasses import dataclass

CAMERA_SHARE = 0.30
FEW_CHANGES = 4
SLIDES_PER_MINUTE = 6.0
SETTLED = 1.2


@dataclass(frozen=True)
class Survey:
    """``content_class`` is slides, screen, camera or audio; ``starts`` are the seconds at which each still begins."""

    content_class: str
    starts: tuple[float, ...] = ()


def name_content(starts: Sequence[float], *, seconds: float, live_share: float, busy_share: float) -> Survey:
    """Slides change now and then and stand still between; a screen works most of the time; a camera never rests."""
    if busy_share > CAMERA_SHARE:
        return Survey("camera")
    if live_share > CAMERA_SHARE:
        return Survey("screen")
    changes = len(starts) - 1
    if changes > FEW_CHANGES and changes / (seconds / 60) > SLIDES_PER_MINUTE:
        return Survey("screen", tuple(starts))
    return Survey("slides", tuple(starts))


def still_moments(starts: Sequence[float], seconds: float) -> list[float]:
    """When to take each still: late in its stretch, when everything that builds up has been shown."""
    ends = [*starts[1:], seconds]
    return [max(0.0, _moment(start, end)) for start, end in zip(starts, ends, strict=True)]


def _moment(start: float, end: float) -> float:
    if end - start >= 3:
        return end - SETTLED
    return max(start, min(end - 0.6, start + 1.5))
