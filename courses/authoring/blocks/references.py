"""Which pictures, files and recordings a body names. Pure: it reads what the stream field stores."""

from collections.abc import Iterator
from typing import Any

NAMES = ("image", "document", "recording")


def references(value: Any) -> Iterator[tuple[str, int]]:
    """``("image", 7)`` and so on for every number that stands under one of these names, in the order of the body."""
    if isinstance(value, list):
        for item in value:
            yield from references(item)
    elif isinstance(value, dict):
        for name, inside in value.items():
            if name in NAMES and isinstance(inside, int):
                yield name, inside
            else:
                yield from references(inside)
