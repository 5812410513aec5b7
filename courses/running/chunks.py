"""Many rows in pieces that a database takes well."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

CHUNK = 500
Row = TypeVar("Row")


def chunks(rows: Iterable[Row], size: int = CHUNK) -> Iterator[list[Row]]:
    """Yield the rows in order, ``size`` at a time; the last piece may be shorter."""
    left = iter(rows)
    while piece := list(islice(left, size)):
        yield piece
