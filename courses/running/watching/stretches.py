"""Stretches of a lecture in whole seconds, half-open: ``(0, 60)`` is its first minute. Pure."""

from collections.abc import Iterable

Stretch = tuple[int, int]
Stretches = tuple[Stretch, ...]


def united(stretches: Iterable[Stretch]) -> Stretches:
    """Return the same seconds in order, each once; empty stretches fall away."""
    found: list[Stretch] = []
    for start, end in sorted((start, end) for start, end in stretches if start < end):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def length(stretches: Iterable[Stretch]) -> int:
    """Return how many seconds these hold; they are united."""
    return sum(end - start for start, end in stretches)


def within(stretches: Iterable[Stretch], seconds: int) -> Stretches:
    """Return what of these lies in a lecture of so many seconds."""
    return united((max(start, 0), min(end, seconds)) for start, end in stretches)


def beyond(stretches: Iterable[Stretch], known: Iterable[Stretch]) -> Stretches:
    """Return the seconds of ``stretches`` that are not in ``known``; both are united."""
    left = list(stretches)
    for start, end in known:
        cut = [(max(a, c), min(b, d)) for a, b in left for c, d in ((a, start), (end, b))]
        left = [(a, b) for a, b in cut if a < b]
    return tuple(left)


def parted(stretches: Iterable[Stretch], seconds: int) -> tuple[Stretches, Stretches]:
    """Return the first so many seconds of these, and the rest; they are united."""
    first: list[Stretch] = []
    rest: list[Stretch] = []
    for start, end in stretches:
        middle = min(end, start + max(seconds - length(first), 0))
        first += [(start, middle)] if middle > start else []
        rest += [(middle, end)] if middle < end else []
    return tuple(first), tuple(rest)
