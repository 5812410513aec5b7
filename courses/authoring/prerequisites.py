"""Which modules must be finished before another opens. Pure."""

from collections.abc import Iterable, Mapping
from uuid import UUID


def kept_requirements(asked: Iterable[str], module: UUID, present: Iterable[UUID]) -> tuple[UUID, ...]:
    """Those of the asked keys that are other modules of this course, in the order of the course."""
    wanted = set(asked)
    return tuple(key for key in present if str(key) in wanted and key != module)


def in_a_circle(requires: Mapping[UUID, tuple[UUID, ...]]) -> list[UUID]:
    """Modules that can never open, because in the end they wait for themselves or for one that does."""
    open_now: set[UUID] = set()
    while True:
        more = {key for key, needed in requires.items() if key not in open_now and set(needed) <= open_now}
        if not more:
            return [key for key in requires if key not in open_now]
        open_now |= more
