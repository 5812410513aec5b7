"""A lesson's blocks into one HTML fragment. Pure: no page, no clock, no process language."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any
from unicodedata import normalize

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.richtext import clean
from courses.authoring.compiling.words import word


def body_fragment(blocks: Iterable[dict[str, Any]], context: CompileContext) -> str:
    """The blocks in their order, wrapped in the language and direction they are written in; ends with LF."""
    parts = [WRITERS[block["type"]](block["value"], context) for block in blocks]
    inside = "\n".join(part for part in parts if part)
    return f'<div class="prose" lang="{escape(context.language)}" dir="{context.direction}">\n{inside}\n</div>\n'


def text(value: str) -> str:
    """An author's plain text: NFC, one kind of line end, escaped."""
    return escape(normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").strip(), quote=False)


def _paragraph(value: str, context: CompileContext) -> str:
    return clean(value, context.link)


def _heading(value: str, _context: CompileContext) -> str:
    return f"<h2>{text(value)}</h2>"


def _note(title: str, inside: str, kind: str = "") -> str:
    return f'<div class="note{kind}"><div>\n<p><b>{title}</b></p>\n{inside}\n</div></div>'


def _callout(value: dict[str, Any], context: CompileContext) -> str:
    return _note(word(value["kind"], context.language), clean(value["text"], context.link))


def _code(value: dict[str, Any], _context: CompileContext) -> str:
    # Code runs left to right in every language; a phone may have to scroll it, so the keyboard can reach it.
    code = escape(normalize("NFC", value["code"]).replace("\r\n", "\n").strip("\n"), quote=False)
    caption = f"<p><small>{text(value['caption'])}</small></p>\n" if value.get("caption") else ""
    return f'{caption}<pre dir="ltr" tabindex="0"><code>{code}</code></pre>'


def _try_it(value: dict[str, Any], context: CompileContext) -> str:
    task = clean(value["task"], context.link)
    steps = "\n".join(f"<li>{text(step)}</li>" for step in _plain(value["steps"]) if step.strip())
    listed = f"\n<ol>\n{steps}\n</ol>" if steps else ""
    return _note(word("try", context.language), task + listed, " ok")


def _plain(items: Iterable[Any]) -> list[str]:
    """A list block's values, whether it stores them bare or with ids."""
    return [item["value"] if isinstance(item, dict) else item for item in items]


WRITERS: dict[str, Callable[[Any, CompileContext], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "callout": _callout,
    "code": _code,
    "try_it": _try_it,
}
