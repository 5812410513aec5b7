"""Names what a recording shows, and when to take its stills: pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from media_pipeline.pipeline.samples import Mask

CAMERA_SHARE = 0.30
FEW_CHANGES = 4
SLIDES_PER_MINUTE = 6.0
SETTLED = 1.2
# A speaker's picture: a box near the edge, of some size, filled with movement, and hardly any movement outside it.
LARGEST_BOX, SMALLEST_BOX = 0.25, 0.008
EDGE = 3
FILLED = 0.4
STRAY = 0.02


@dataclass(frozen=True)
class Survey:
    """``content_class`` is slides, screen, inset, camera or audio; ``starts`` are the seconds at which stills begin."""

    content_class: str
    starts: tuple[float, ...] = ()


def name_content(
    starts: Sequence[float], *, seconds: float, live_share: float, busy_share: float, inset: bool = False
) -> Survey:
    """Slides change now and then and stand still between; a screen works most of the time; a camera never rests.

    ``inset`` says that what moves all the time is a speaker's picture in a corner.
    """
    if busy_share > CAMERA_SHARE:
        return Survey("camera")
    if live_share > CAMERA_SHARE and not inset:
        return Survey("screen")
    changes = len(starts) - 1
    if changes > FEW_CHANGES and changes / (seconds / 60) > SLIDES_PER_MINUTE:
        return Survey("screen", tuple(starts))
    return Survey("inset" if inset else "slides", tuple(starts))


def has_inset(busy: Mask) -> bool:
    """True when the blocks that move most of the time are one box near an edge, as a speaker's picture is."""
    rows, columns = np.nonzero(busy)
    if rows.size == 0:
        return False
    # The middle nine tenths of the moving blocks: a pointer elsewhere is no part of the speaker.
    top, bottom = (int(at) for at in np.quantile(rows, (0.05, 0.95)))
    left, right = (int(at) for at in np.quantile(columns, (0.05, 0.95)))
    size = (bottom - top + 1) * (right - left + 1)
    inside = int(busy[top : bottom + 1, left : right + 1].sum())
    at_edge = min(top, left, busy.shape[0] - 1 - bottom, busy.shape[1] - 1 - right) <= EDGE
    fits = SMALLEST_BOX <= size / busy.size <= LARGEST_BOX
    stray = (rows.size - inside) / busy.size
    return at_edge and fits and inside >= FILLED * size and stray <= STRAY


def still_moments(starts: Sequence[float], seconds: float) -> list[float]:
    """When to take each still: late in its stretch, when everything that builds up has been shown."""
    ends = [*starts[1:], seconds]
    return [max(0.0, _moment(start, end)) for start, end in zip(starts, ends, strict=True)]


def _moment(start: float, end: float) -> float:
    if end - start >= 3:
        return end - SETTLED
    return max(start, min(end - 0.6, start + 1.5))
