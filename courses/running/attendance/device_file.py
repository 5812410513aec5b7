"""Reading the file of a device: lines of a number and a moment, however its maker arranges them. Pure.

Known are tables with commas, semicolons or tabs, with or without a line of headings; day and time in one column or in
two; ISO dates, or day first as people here write them.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal

from lms.foundation.api import fold_digits

MOST_BYTES = 5_000_000
MOST_LINES = 50_000
Why = Literal["no_number", "no_time"]
NUMBER_HEADINGS = {
    "id", "userid", "no", "acno", "enno", "enrollno", "enrollnumber", "pin", "number", "cardno", "badge", "empid",
}  # fmt: skip
MOMENT_HEADINGS = {"datetime", "timestamp", "time", "checktime", "punchtime", "at"}
DAY_HEADINGS = {"date", "day", "punchdate"}
KIND_HEADINGS = {"status", "state", "inout", "io", "checktype", "type", "direction", "punchstate", "kind", "mode"}
INS = {"in", "i", "cin", "checkin", "clockin", "dutyon", "0"}
OUTS = {"out", "o", "cout", "checkout", "clockout", "dutyoff", "1"}
DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
TIMES = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")


class UnreadableFile(Exception):
    """The file is no table of punches; the text is a sentence for staff."""


@dataclass(frozen=True)
class Line:
    """One line: its place in the file, and a punch by the device's own clock, or the reason why it is none."""

    place: int
    number: str = ""
    at: datetime | None = None
    kind: Literal["in", "out", "punch"] = "punch"
    why: Why | None = None


@dataclass(frozen=True)
class Columns:
    """Where things stand in a line."""

    number: int
    moment: int
    day: int | None = None
    kind: int | None = None


def text_of(data: bytes) -> str:
    """Return the text of a file as devices write it: UTF-8 or UTF-16, else letter for letter."""
    if len(data) > MOST_BYTES:
        raise UnreadableFile("This file is larger than 5 MB. Export fewer days. Nothing was kept.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if "\0" in text:
        raise UnreadableFile("This is no text file. Export the punches as CSV. Nothing was kept.")
    return text


def read_lines(text: str) -> list[Line]:
    """Return every line that holds anything, headings aside; ``UnreadableFile`` when no line can be a punch."""
    rows = list(rows_of(text))
    if not rows:
        raise UnreadableFile("This file is empty. Nothing was kept.")
    if len(rows) > MOST_LINES:
        raise UnreadableFile("This file has more than 50,000 lines. Export fewer days. Nothing was kept.")
    columns = headed(rows[0][1])
    body = rows[1:] if columns else rows
    lines = [read_line(place, cells, columns or guessed(cells)) for place, cells in body]
    if all(line.why for line in lines):
        raise UnreadableFile(
            "No line of this file has a number and a time. It wants a column for the number and one for date and time, "
            "for example: 17,2026-12-01 09:02. Nothing was kept."
        )
    return lines


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each line that holds anything, with its place in the file from 1."""
    head = text[:4096]
    mark = max("\t;,", key=head.count)
    reader = csv.reader(text.splitlines(), delimiter=mark, quoting=csv.QUOTE_MINIMAL)
    try:
        for cells in reader:
            stripped = [" ".join(fold_digits(cell).split()) for cell in cells]
            if any(stripped):
                yield reader.line_num, stripped
    except csv.Error:
        raise UnreadableFile("This file is no table. Export the punches as CSV. Nothing was kept.") from None


def plain(word: str) -> str:
    """Return a heading or a kind in small letters and digits alone."""
    return re.sub(r"[^a-z0-9]", "", word.lower())


def headed(cells: Sequence[str]) -> Columns | None:
    """Return where things stand by a line of headings; None when this is none."""
    words = [plain(cell) for cell in cells]

    def find(known: set[str]) -> int | None:
        return next((place for place, word in enumerate(words) if word in known), None)

    number, moment, day = find(NUMBER_HEADINGS), find(MOMENT_HEADINGS), find(DAY_HEADINGS)
    if number is None or (moment is None and day is None):
        return None
    if moment is None:
        moment, day = day, None
    return Columns(number, moment or 0, day, find(KIND_HEADINGS))


def guessed(cells: Sequence[str]) -> Columns:
    """Return where things stand without headings: the number first, then the moment, then perhaps a kind."""
    for place in range(1, len(cells)):
        if moment_of(cells[place]):
            return Columns(0, place, None, place + 1)
        if place + 1 < len(cells) and moment_of(f"{cells[place]} {cells[place + 1]}"):
            return Columns(0, place + 1, place, place + 2)
    return Columns(0, 1)


def read_line(place: int, cells: Sequence[str], columns: Columns) -> Line:
    """Return one line as a punch, or with the reason why it is none."""
    number = number_of(cell(cells, columns.number))
    day = "" if columns.day is None else f"{cell(cells, columns.day)} "
    at = moment_of(day + cell(cells, columns.moment))
    if not number:
        return Line(place, why="no_number")
    if at is None:
        return Line(place, number, why="no_time")
    word = "" if columns.kind is None else plain(cell(cells, columns.kind))
    return Line(place, number, at, "in" if word in INS else "out" if word in OUTS else "punch")


def cell(cells: Sequence[str], place: int) -> str:
    """Return one cell, empty where the line is too short."""
    return cells[place] if place < len(cells) else ""


def number_of(text: str) -> str:
    """Return a device number as it is looked up: short, without leading zeros; empty when it is none."""
    number = fold_digits(text).strip().strip("'\"")
    if not re.fullmatch(r"[A-Za-z0-9-]{1,32}", number):
        return ""
    return (number.lstrip("0") or "0").upper()


def moment_of(text: str) -> datetime | None:
    """Return a moment of the device's clock, without a zone; None when it is none."""
    day, _, clock = text.upper().removesuffix("Z").replace("T", " ").partition(" ")
    found_day, found_time = day_of(day), time_of(clock)
    return datetime.combine(found_day, found_time) if found_day and found_time else None


@lru_cache(maxsize=512)
def day_of(text: str) -> date | None:
    """Return a day as devices write it."""
    return next((found.date() for pattern in DAYS if (found := parsed(text, pattern))), None)


@lru_cache(maxsize=4096)
def time_of(text: str) -> time | None:
    """Return a time of day as devices write it."""
    return next((found.time() for pattern in TIMES if (found := parsed(text, pattern))), None)


def parsed(text: str, pattern: str) -> datetime | None:
    """Return what ``pattern`` reads in a text; None when it does not."""
    try:
        return datetime.strptime(text, pattern)  # noqa: DTZ007  (a device knows no zone)
    except ValueError:
        return None
