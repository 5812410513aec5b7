"""Workbooks: the first sheet, its values only. A workbook is a zip, so what it unpacks to is limited first."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from courses.running.importing.reading.errors import BadFile

MOST_UNPACKED = 300_000_000
MOST_COLUMNS = 100
UNREADABLE = "This workbook cannot be read. Save it once more as .xlsx, or as “CSV UTF-8”."


def xlsx_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of the first sheet with its number. ``BadFile`` for what is no workbook or unpacks too large."""
    import openpyxl

    check_size(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            yield number, [cell_text(value) for value in values]
        book.close()
    # Whatever a broken workbook makes its reader stumble over, staff read one sentence.
    except Exception as reason:
        raise BadFile(UNREADABLE) from reason


def check_size(data: bytes) -> None:
    """Refuse what is no zip, and what unpacks to more than any list does."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(item.file_size for item in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as reason:
        raise BadFile(UNREADABLE) from reason
    if unpacked > MOST_UNPACKED or unpacked > 200 * len(data) + 1_000_000:
        raise BadFile("This workbook unpacks to far more than a list of trainees. Save the list alone as CSV.")


def cell_text(value: Any) -> str:
    """Return a value as it is typed: whole numbers without a point, days as year-month-day."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)
