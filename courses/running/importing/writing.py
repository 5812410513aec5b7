"""Files that staff take away: the template, and the rows to mend. Cells of others are never formulas. Pure."""

import csv
import io
from collections.abc import Iterable, Sequence

from courses.running.importing.columns import TITLES, Header

BEGINS_FORMULA = ("=", "+", "-", "@")
MOST_TEMPLATE_ROWS = 1000


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; reading takes the apostrophe off again."""
    return f"'{cell}" if cell.startswith(BEGINS_FORMULA) else cell


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV that spreadsheets open with the right letters."""
    text = io.StringIO()
    csv.writer(text).writerows([safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def template_csv() -> bytes:
    """Return an empty list as CSV."""
    return written([list(TITLES.values())])


def template_xlsx() -> bytes:
    """Return an empty list as a workbook whose cells are text, so that no digit of a number is lost."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Trainees"
    sheet.append(list(TITLES.values()))
    sheet.freeze_panes = "A2"
    for column in sheet.iter_cols(min_row=1, max_row=MOST_TEMPLATE_ROWS, max_col=len(TITLES)):
        sheet.column_dimensions[column[0].column_letter].width = 22
        for cell in column:
            cell.number_format = "@"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bad_rows(header: Header, lines: Iterable[tuple[int, list[str]]], problems: Iterable[tuple[int, str, str]]) -> bytes:
    """Return the rows that have problems with what is wrong in each, ready to be mended and brought in again."""
    wrong: dict[int, list[str]] = {}
    for line, column, sentence in problems:
        wrong.setdefault(line, []).append(f"{column}: {sentence}" if column else sentence)
    rows = [["Line", "What is wrong", *(TITLES[name] for name in header.places.values())]]
    for line, cells in lines:
        if line in wrong:
            # What stands beyond the header goes along: it is there for staff to put in its place.
            found = [*header.fields(cells).values(), *cells[header.width :]]
            rows.append([str(line), " ".join(wrong[line]), *found])
    return written(rows)
