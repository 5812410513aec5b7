"""Tables."""

from typing import Any

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.richtext import clean
from courses.authoring.compiling.writers.text import attribute, text

# So many columns of short words stand beside each other on a screen of 360 px; more are shown one row below the other.
FITS_A_PHONE = 3


def table(value: dict[str, Any], context: CompileContext) -> str:
    """A table with its headings; a wide one says in each cell which heading it belongs to."""
    headings = [(column.get("heading") or "").strip() for column in value["columns"]]
    wide = len(headings) > FITS_A_PHONE
    rows = "\n".join(_row(row["values"], headings if wide else [], context) for row in value["rows"])
    caption = f"<caption>{text(value['caption'])}</caption>\n" if value.get("caption") else ""
    head = "".join(f'<th scope="col">{text(heading)}</th>' for heading in headings)
    top = f"<thead><tr>{head}</tr></thead>\n" if any(headings) else ""
    opened = '<table class="stack">' if wide else "<table>"
    return f"{opened}\n{caption}{top}<tbody>\n{rows}\n</tbody>\n</table>"


def _row(values: list[str], labels: list[str], context: CompileContext) -> str:
    named = [*labels, *[""] * (len(values) - len(labels))]
    cells = [_cell(value, label, context) for value, label in zip(values, named, strict=True)]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(value: str, label: str, context: CompileContext) -> str:
    inside = clean(value or "", context.link)
    said = f' data-label="{attribute(label)}"' if label else ""
    return f"<td{said}>{_bare(inside)}</td>"


def _bare(inside: str) -> str:
    """The words of a cell that is one paragraph, without the paragraph."""
    one = inside.startswith("<p>") and inside.endswith("</p>") and inside.count("<p>") == 1
    return inside[3:-4] if one else inside
