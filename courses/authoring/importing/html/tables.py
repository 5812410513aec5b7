"""Tables, every row as long as the longest."""

from html import escape
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from courses.authoring.importing.html.basic import as_basic
from courses.authoring.importing.html.tree import Node
from courses.authoring.importing.outline import Block
from courses.authoring.importing.texts import one_line

if TYPE_CHECKING:
    from courses.authoring.importing.html.writer import Writer

WIDEST = 40
LONGEST = 1000


def table(writer: "Writer", node: Node) -> list[Block]:
    """A table of rich text; what a cell cannot hold stands behind it. One cell alone only arranges its content."""
    rows = [row for row in _rows(node) if _cells(row)]
    cells = [_cells(row) for row in rows]
    if not rows:
        return writer.blocks([child for row in _rows(node) for child in row.children])
    if len(rows) == 1 and len(cells[0]) == 1:
        return writer.blocks(cells[0][0].children)
    if len(rows) > LONGEST:
        writer.around.problem(
            node.line, _("A table has more than 1,000 rows; the others were left out. Give it as a file.")
        )
    filler = _Filler(writer)
    head = cells[0] if _is_head(node, rows[0]) else []
    written = [filler.row(row) for row in cells[len(head) and 1 : LONGEST]]
    headings = [one_line(heading.text()) for cell in head for heading in _wide(cell)]
    width = min(WIDEST, max(map(len, [headings, *written])))
    if max(map(len, [headings, *written])) > WIDEST:
        writer.around.problem(node.line, _("A table has more than 40 columns; the others were left out."))
    if filler.behind:
        writer.around.problem(node.line, _("A cell of a table holds more than words. It was put behind the table."))
    value = {
        "columns": [{"type": "text", "heading": heading} for heading in _padded(headings, width)],
        "rows": [{"values": _padded(row, width)} for row in written if any(row)],
        "caption": next((one_line(child.text()) for child in node.elements() if child.tag == "caption"), ""),
    }
    if not value["rows"] and not any(headings):
        return filler.behind
    return [{"type": "table", "value": value}, *filler.behind]


class _Filler:
    """Writes cells; gathers what they cannot hold."""

    def __init__(self, writer: "Writer") -> None:
        self.writer = writer
        self.behind: list[Block] = []

    def row(self, cells: list[Node]) -> list[str]:
        values: list[str] = []
        for cell in cells:
            values += [self.cell(cell), *[""] * (_span(cell) - 1)]
        return values

    def cell(self, cell: Node) -> str:
        """The rich text of a cell; a heading of a row is bold."""
        basic, lifted = as_basic(self.writer.blocks(cell.children), "open")
        words = [block["value"] for block in basic if block["type"] == "paragraph"]
        for block in basic:
            if block["type"] == "subheading":
                words.append(f"<p><b>{escape(block['value'], quote=False)}</b></p>")
            elif block["type"] == "code":
                lines = escape(block["value"]["code"], quote=False).replace("\n", "<br>")
                words.append(f"<p><code>{lines}</code></p>")
            elif block["type"] == "image" and block["value"]["alt"] and not words:
                words.append(f"<p>{escape(block['value']['alt'], quote=False)}</p>")
        self.behind += [block for block in basic if block["type"] in ("image", "table")] + lifted
        html = "".join(words)
        plain = cell.tag == "th" and html.count("<p>") == 1 and html.startswith("<p>") and "<b>" not in html
        return f"<p><b>{html[3:-4]}</b></p>" if plain else html


def _rows(node: Node) -> list[Node]:
    rows = []
    for child in node.elements():
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot", "form"):
            rows += _rows(child)
    return rows


def _cells(row: Node) -> list[Node]:
    return [child for child in row.elements() if child.tag in ("td", "th")]


def _is_head(node: Node, first: Node) -> bool:
    heads = [row for child in node.elements() if child.tag == "thead" for row in _rows(child)]
    return any(row is first for row in heads) or all(cell.tag == "th" for cell in _cells(first))


def _wide(cell: Node) -> list[Node]:
    return [cell, *[Node("th")] * (_span(cell) - 1)]


def _span(cell: Node) -> int:
    said = cell.attributes.get("colspan", "1")
    return max(1, min(WIDEST, int(said))) if said.isascii() and said.isdigit() and len(said) < 4 else 1


def _padded(row: list[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))][:width]
