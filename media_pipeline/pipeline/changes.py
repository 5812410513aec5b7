"""Finds when a new slide stands still: pure functions over samples.

A change counts when a connected patch of blocks differs from the last still and the picture has been quiet for a
second; its time is that of the first sample that differed. When much of the picture is another from one sample to the
next, the new still counts as soon as that is over: on a screen at work carets and pointers leave it no quiet second.
Blocks that move most of the time (the speaker in a corner) are measured first and left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from media_pipeline.pipeline.patches import largest_patch, widen
from media_pipeline.pipeline.samples import PER_SECOND, Mask, Sample, changed_blocks

PATCH = 8
QUIET_SAMPLES = 2
LONG_CHANGE = 2
DIFFERENT = 5.0
MOVING = 3.0
LIVE_SHARE = 0.06
BUSY_SHARE = 0.25
MOST_LEFT_OUT = 0.30
# Shares of the picture that change from one sample to the next: in a cut at least, and when it is over at most.
CUT_SHARE, CALM_SHARE = 0.25, 0.10


@dataclass(frozen=True)
class Movement:
    """Where the picture moves: ``live`` blocks to leave out, ``busy`` ones that hardly rest, and the shares of both."""

    live: Mask
    busy: Mask
    live_share: float
    busy_share: float
    samples: int

    @property
    def left_out(self) -> Mask:
        """What the search for slides does not look at: ``live``, unless so much moves that little would be left."""
        return self.live if self.live_share <= MOST_LEFT_OUT else np.zeros_like(self.live)


def measure_movement(samples: Iterable[Sample]) -> Movement:
    """Count for each block in which share of the samples it moved."""
    before: Sample | None = None
    moved = np.zeros((1, 1))
    seen = 0
    for sample in samples:
        if before is not None:
            moved = moved + changed_blocks(sample, before, MOVING)
        before = sample
        seen += 1
    if before is not None and moved.shape == (1, 1):
        moved = np.zeros_like(changed_blocks(before, before, MOVING), dtype=float)
    steps = max(1, seen - 1)
    live = moved > LIVE_SHARE * steps
    # In a few seconds every change of slide would look like constant movement.
    if steps < 20 * PER_SECOND:
        live = moved > max(3, LIVE_SHARE * steps)
    busy = moved > BUSY_SHARE * steps
    return Movement(widen(live), busy, float(live.mean()), float(busy.mean()), seen)


class ChangeFinder:
    """Takes samples in order; ``starts`` are the seconds at which a new still begins, the first always 0."""

    def __init__(self, live: Mask) -> None:
        self.starts: list[float] = []
        self._live = live
        self._still: Sample | None = None
        self._before: Sample | None = None
        self._pending: int | None = None
        self._cut: int | None = None
        self._quiet = 0
        self._index = -1

    def take(self, sample: Sample) -> None:
        """Look at the next sample."""
        self._index += 1
        if self._still is None or self._before is None:
            self._still = self._before = sample
            self.starts.append(0.0)
            return
        moved = changed_blocks(sample, self._before, DIFFERENT) & ~self._live
        self._before = sample
        self._quiet = 0 if _holds_patch(moved) else self._quiet + 1
        cut = self._cut_that_is_over(float(moved.mean()))
        if not _holds_patch(changed_blocks(sample, self._still, DIFFERENT) & ~self._live):
            self._pending = None
            return
        if self._pending is None:
            self._pending = self._index
        if cut is not None or self._quiet >= QUIET_SAMPLES:
            self.starts.append((self._since_when() if cut is None else cut) / PER_SECOND)
            self._still, self._pending, self._cut = sample, None, None

    def _since_when(self) -> int:
        """The sample that the new still is dated from: the first that differed; if it took long, the last to move."""
        first, last = self._pending or 0, self._index - self._quiet
        return first if last - first <= LONG_CHANGE * PER_SECOND else last

    def _cut_that_is_over(self, moved: float) -> int | None:
        """The sample with which a cut began, once it is over; ``moved`` is the share of the picture that just did."""
        cut = self._cut
        if moved >= CUT_SHARE:
            self._cut = self._index if cut is None else cut
        elif moved <= CALM_SHARE:
            self._cut = None
            return cut
        return None


def _holds_patch(changed: Mask) -> bool:
    return int(changed.sum()) >= PATCH and largest_patch(changed) >= PATCH


def find_changes(samples: Iterable[Sample], live: Mask) -> list[float]:
    """The start of each still in seconds."""
    finder = ChangeFinder(live)
    for sample in samples:
        finder.take(sample)
    return finder.starts
