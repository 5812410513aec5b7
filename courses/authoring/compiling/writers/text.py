"""Plain and rich text."""

from html import escape
from typing import Any
from unicodedata import normalize

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.richtext import clean


def text(value: str) -> str:
    """An author's plain text: NFC, one kind of line end, escaped."""
    return escape(normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").strip(), quote=False)


def attribute(value: str) -> str:
    """A text as it stands in a quoted attribute: one line, escaped."""
    return escape(" ".join(normalize("NFC", value).split()), quote=True)


def plain(items: Any) -> list[Any]:
    """A list block's values, whether it stores them bare or with ids."""
    return [item["value"] if isinstance(item, dict) and "value" in item else item for item in items or ()]


def paragraph(value: str, context: CompileContext) -> str:
    """Rich text."""
    return clean(value, context.link)


def heading(value: str, _context: CompileContext) -> str:
    """A heading of the page."""
    return f"<h2>{text(value)}</h2>"


def subheading(value: str, _context: CompileContext) -> str:
    """A heading below a heading."""
    return f"<h3>{text(value)}</h3>"


def note(title: str, inside: str, kind: str = "") -> str:
    """A frame around what is set apart."""
    return f'<div class="note{kind}"><div>\n<p><b>{title}</b></p>\n{inside}\n</div></div>'
