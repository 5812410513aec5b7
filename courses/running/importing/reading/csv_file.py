"""Text with a separator, in any spelling that spreadsheets write. Pure."""

import codecs
import csv
import io
from collections.abc import Iterator

from courses.running.importing.columns import known_columns
from courses.running.importing.reading.errors import BadFile

SEPARATORS = ",;\t|"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def csv_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it begins. ``BadFile`` for letters or quotes that cannot be read."""
    text = text_of(data)
    first, _newline, rest = text.partition("\n")
    # Some spreadsheets name the separator on a line of its own.
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        yield from records(rest, first.strip()[-1], begins=2)
    else:
        yield from records(text, separator_of(first), begins=1)


def text_of(data: bytes) -> str:
    """Return the letters: UTF-8 or UTF-16, with or without their mark."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "") or without_mark(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as reason:
        sentence = "The letters of this file cannot be read. Save it as “CSV UTF-8” or as .xlsx."
        raise BadFile(sentence) from reason


def without_mark(data: bytes) -> str:
    """Return the encoding of bytes that do not name it: Latin letters in UTF-16 have a zero beside each."""
    head = data[:400]
    if head[1::2].count(0) > len(head) // 8:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > len(head) // 8 else "utf-8"


def separator_of(header: str) -> str:
    """Return the sign between the columns: the one by which the header says most."""
    return max(SEPARATORS, key=lambda sign: known_columns(next(csv.reader([header], delimiter=sign), [])))


def records(text: str, separator: str, *, begins: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the records of a text whose first line has the number ``begins``."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = begins
    try:
        for cells in reader:
            yield line, cells
            line = begins + reader.line_num
    except csv.Error as reason:
        sentence = f"From line {line} on this file cannot be read: look for a quotation mark that is never closed."
        raise BadFile(sentence) from reason
