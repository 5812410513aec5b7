"""Code: left to right in every language, coloured without script."""

from html import escape
from typing import Any
from unicodedata import normalize

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.highlighting import Piece, pieces
from courses.authoring.compiling.writers.text import text


def code(value: dict[str, Any], _context: CompileContext) -> str:
    """Lines of code under their caption; a phone may have to scroll them, so the keyboard can reach them."""
    lines = normalize("NFC", value["code"]).replace("\r\n", "\n").strip("\n")
    caption = f"<p><small>{text(value['caption'])}</small></p>\n" if value.get("caption") else ""
    written = "".join(map(_piece, pieces(lines, value.get("language") or "")))
    return f'{caption}<pre dir="ltr" tabindex="0"><code>{written}</code></pre>'


def _piece(piece: Piece) -> str:
    words = escape(piece.text, quote=False)
    return f'<span class="{piece.kind}">{words}</span>' if piece.kind else words
