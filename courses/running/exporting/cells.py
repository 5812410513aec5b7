"""What may stand in a cell. Pure."""

import re

Cell = str | int | None

# A spreadsheet takes a text that begins so for something to calculate.
_CALCULATES = ("=", "+", "-", "@", "\t", "\r", "\n")
# What no cell of XLSX can hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless(value: Cell) -> Cell:
    """Return a cell that no spreadsheet calculates with: names come from people, and a name may be a formula."""
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub("", value)
    return f"'{text}" if text.startswith(_CALCULATES) else text
