"""Which stretches of an original are used, and what a cut does to them: pure.

Times are whole milliseconds, so that lengths add up exactly. A stretch is half-open: its end is no longer in it. Every
function takes the stretches of a recording in order and returns new ones; times of a caller are those of the edited
recording, as it plays.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECOND = 1000


class Stretch(NamedTuple):
    """A piece of the original, in milliseconds of the original."""

    start: int
    end: int


Stretches = tuple[Stretch, ...]


class CannotCut(Exception):
    """A cut that would leave nothing to hear; ``message`` tells the trainer what to ask for instead."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


NOTHING_ASKED = _("The end has to come after the beginning. Nothing was cut.")
OUTSIDE = _("This place is not in the recording. Nothing was cut.")
SLIVER = _(
    "Less than a second would be left between this cut and another one, or the end. "
    "Cut a little more, or leave a second. Nothing was cut."
)
NO_TWO_PARTS = _("Each of the two parts needs a second at least. Nothing was split.")


def milliseconds(seconds: float) -> int:
    """A time in seconds as this module counts it."""
    return round(seconds * SECOND)


def whole(length: int) -> Stretches:
    """All of an original of this length."""
    return (Stretch(0, length),)


def length(stretches: Sequence[Stretch]) -> int:
    """How long the edited recording is."""
    return sum(each.end - each.start for each in stretches)


def trim(stretches: Sequence[Stretch], start: int, end: int) -> Stretches:
    """Only what plays from ``start`` to ``end``; CannotCut when that is less than a second."""
    _refuse_outside(stretches, start, end)
    return _without_slivers(_between(stretches, start, end))


def cut_out(stretches: Sequence[Stretch], start: int, end: int) -> Stretches:
    """Everything but what plays from ``start`` to ``end``; CannotCut when a piece of less than a second would stay."""
    _refuse_outside(stretches, start, end)
    left = [*_between(stretches, 0, start), *_between(stretches, end, length(stretches))]
    return _without_slivers(left)


def split(stretches: Sequence[Stretch], at: int) -> tuple[Stretches, Stretches]:
    """The part before ``at`` and the part from there on; an earlier cut less than a second away is the place itself.

    A slide's time is known to half a second and often comes just after a cut. CannotCut when a part would be too short.
    """
    borders = [length(stretches[:count]) for count in range(1, len(stretches))]
    near = [border for border in borders if abs(border - at) < SECOND]
    place = min(near, key=lambda border: abs(border - at), default=at)
    if not SECOND <= place <= length(stretches) - SECOND:
        raise CannotCut(NO_TWO_PARTS)
    return tuple(_between(stretches, 0, place)), tuple(_between(stretches, place, length(stretches)))


def to_original(stretches: Sequence[Stretch], at: int) -> int:
    """The moment of the original that plays at ``at``; a time beyond the end is the end."""
    for each in stretches:
        if at < each.end - each.start:
            return each.start + max(0, at)
        at -= each.end - each.start
    return stretches[-1].end


def to_edited(stretches: Sequence[Stretch], at: int) -> int | None:
    """When a moment of the original plays; None when it was cut away."""
    before = 0
    for each in stretches:
        if each.start <= at < each.end:
            return before + at - each.start
        before += each.end - each.start
    return None


def carry(old: Sequence[Stretch], new: Sequence[Stretch], start: int, end: int) -> Stretch | None:
    """Where the words that stood from ``start`` to ``end`` stand after the change from ``old`` to ``new``.

    None when all of their time was cut away. Where more comes back in their middle, they stay with their longer piece.
    """
    pieces: list[Stretch] = []
    for kept in _between(old, start, end):
        before = 0
        for each in new:
            inside = Stretch(max(kept.start, each.start), min(kept.end, each.end))
            if inside.start < inside.end:
                pieces.append(Stretch(before + inside.start - each.start, before + inside.end - each.start))
            before += each.end - each.start
    return max(_joined(sorted(pieces)), key=lambda piece: piece.end - piece.start, default=None)


def _refuse_outside(stretches: Sequence[Stretch], start: int, end: int) -> None:
    if start >= end:
        raise CannotCut(NOTHING_ASKED)
    if start < 0 or end > length(stretches):
        raise CannotCut(OUTSIDE)


def _between(stretches: Sequence[Stretch], start: int, end: int) -> Iterator[Stretch]:
    """The pieces of the original that play from ``start`` to ``end``."""
    before = 0
    for each in stretches:
        first = each.start + max(0, start - before)
        last = min(each.end, each.start + end - before)
        if first < last:
            yield Stretch(first, last)
        before += each.end - each.start


def _joined(stretches: Sequence[Stretch]) -> Stretches:
    """The same time with pieces that touch made one."""
    joined: list[Stretch] = []
    for each in stretches:
        if joined and joined[-1].end == each.start:
            joined[-1] = Stretch(joined[-1].start, each.end)
        else:
            joined.append(each)
    return tuple(joined)


def _without_slivers(stretches: Sequence[Stretch] | Iterator[Stretch]) -> Stretches:
    left = _joined(tuple(stretches))
    if not left or any(each.end - each.start < SECOND for each in left):
        raise CannotCut(SLIVER)
    return left


def read(stored: Sequence[Sequence[float]], seconds: float) -> Stretches:
    """Stretches from the row of a recording; an empty list is all of its ``seconds``."""
    if not stored:
        return whole(milliseconds(seconds))
    return tuple(Stretch(milliseconds(start), milliseconds(end)) for start, end in stored)


def write(stretches: Sequence[Stretch]) -> list[list[float]]:
    """Stretches as the row of a recording keeps them, in seconds of the original."""
    return [[each.start / SECOND, each.end / SECOND] for each in stretches]
