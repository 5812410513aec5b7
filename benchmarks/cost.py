"""Seconds of processor that a piece of work took: this process and every program it started and waited for."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager


class Cost:
    """``seconds`` of processor, known when the block has ended."""

    seconds = 0.0


def _spent() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


@contextmanager
def measured() -> Iterator[Cost]:
    """Count what is spent inside the block."""
    cost, before = Cost(), _spent()
    try:
        yield cost
    finally:
        cost.seconds = _spent() - before
