"""A table as a file: CSV that goes out row by row, XLSX written to the disk row by row."""

import csv
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO

from openpyxl import Workbook

from courses.running.exporting.cells import Cell

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_csv(rows: Iterable[list[Cell]]) -> Iterator[bytes]:
    """Yield a CSV line by line, with the mark by which spreadsheets know that it is UTF-8."""
    writer = csv.writer(_Line())
    yield b"\xef\xbb\xbf"
    for row in rows:
        yield str(writer.writerow(row)).encode()


def as_xlsx(rows: Iterable[list[Cell]]) -> IO[bytes]:
    """Return an open file with the workbook; it is gone when it is closed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Trainees")
    for row in rows:
        sheet.append(row)
    made = TemporaryFile()  # noqa: SIM115  (whoever sends it closes it)
    book.save(made)
    made.seek(0)
    return made
