"""One way into every kind of file: its header, then its rows with the lines on which they stand. Pure."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from courses.running.importing.columns import BadHeader, Header, read_header
from courses.running.importing.reading.csv_file import csv_rows
from courses.running.importing.reading.errors import BadFile
from courses.running.importing.reading.xlsx_file import xlsx_rows

MOST_ROWS = 50_000
MOST_BYTES = 20_000_000
Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Table:
    """A list: its header and its rows, read while they are taken; ``BadFile`` may come at any of them."""

    header: Header
    lines: Iterator[Line]


def open_table(data: bytes) -> Table:
    """Return the list in a file. ``BadFile`` with a sentence when it holds none, is too large or cannot be read."""
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise BadFile("This file is empty. Fill in the template and choose that.")
    if len(data) > MOST_BYTES:
        raise BadFile("This file has more than 20 MB. Split it into several, each with the first line on top.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile("This is a file of an old Excel, or one with a password. Save it as .xlsx or CSV, without one.")
    lines = filled(xlsx_rows(data) if data.startswith(b"PK\x03\x04") else csv_rows(data))
    first = next(lines, None)
    if first is None:
        raise BadFile("This file is empty. Fill in the template and choose that.")
    try:
        header = read_header(first[1])
    except BadHeader as reason:
        raise BadFile(str(reason)) from reason
    second = next(lines, None)
    if second is None:
        raise BadFile("This file has a first line and nobody below it.")
    return Table(header, at_most(chain([second], lines)))


def filled(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the rows that say something, their cells tidied."""
    for line, cells in lines:
        tidied = [tidy(cell) for cell in cells]
        if any(tidied):
            yield line, tidied


def at_most(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the rows; ``BadFile`` when there are too many."""
    for number, line in enumerate(lines, start=1):
        if number > MOST_ROWS:
            raise BadFile(f"This file has more than {MOST_ROWS} rows. Split it into several.")
        yield line


def tidy(cell: str) -> str:
    """Return a cell in one spelling: NFC, one space between words, without control signs.

    The apostrophe that our own files set before ``=``, ``+``, ``-`` and ``@`` is taken off again.
    """
    if not cell:
        return ""
    if not cell.isascii():
        cell = unicodedata.normalize("NFC", cell)
    if not cell.isprintable():
        cell = "".join(" " if unicodedata.category(mark) == "Cc" else mark for mark in cell)
    cell = " ".join(cell.split())
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@" else cell
