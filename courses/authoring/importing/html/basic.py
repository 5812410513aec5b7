"""Blocks that stand inside another one: only text, small headings, code, pictures and tables may."""

from html import escape

from django.utils.translation import gettext as _

from courses.authoring.importing.html.media import paragraph
from courses.authoring.importing.outline import Block

BASIC = frozenset({"paragraph", "subheading", "code", "image", "table"})
# Marks of this package: a heading whose rank is not settled, an answer that waits for its task.
HEADING = "h"
ANSWER = "answer"
# What is lifted out of a box to stand behind it. Nothing open is ever lifted out of an answer or a trainer's note.
LIFTED = {
    "open": frozenset({"try_it", ANSWER, "trainer_note", "download"}),
    "hidden": frozenset({"trainer_note"}),
    "sealed": frozenset[str](),
}


def as_basic(blocks: list[Block], inside: str) -> tuple[list[Block], list[Block]]:
    """The blocks as basic ones, and those that must stand behind the box. ``inside``: open, hidden or sealed."""
    basic: list[Block] = []
    lifted: list[Block] = []
    for block in blocks:
        if block["type"] in LIFTED[inside]:
            lifted.append(block)
        else:
            flat, notes = _flat(block, "sealed" if inside == "sealed" else "hidden")
            basic += flat
            lifted += notes
    return joined(basic), lifted


def joined(blocks: list[Block]) -> list[Block]:
    """Paragraphs that follow each other as one block, as an author would write them."""
    made: list[Block] = []
    for block in blocks:
        if made and made[-1]["type"] == block["type"] == "paragraph":
            made[-1] = {"type": "paragraph", "value": made[-1]["value"] + block["value"]}
        else:
            made.append(block)
    return made


def _flat(block: Block, inside: str) -> tuple[list[Block], list[Block]]:
    """One block as basic ones, and the notes for trainers that stood in it."""
    kind, value = block["type"], block["value"]
    if kind in BASIC:
        return [block], []
    if kind in (HEADING, "heading"):
        return [{"type": "subheading", "value": value["text"] if kind == HEADING else value}], []
    if kind == "definition":
        return [*bold(value["term"]), {"type": "paragraph", "value": value["meaning"]}], []
    if kind == "steps":
        return [each for number, step in enumerate(value, 1) for each in _step(number, step)], []
    if kind == "download":
        # A file has no block of its own here, and a link to it outside would show what should wait.
        return paragraph(escape(_("File: %s") % value["label"], quote=False)), []
    parts = [*bold(value.get("title", "")), *_text(value.get("text") or value.get("task")), *value.get("more", ())]
    parts += [*value.get("solution", ()), *value.get("blocks", ())]
    return as_basic(parts, inside)


def _step(number: int, step: Block) -> list[Block]:
    drawn = [{"type": "image", "value": {"image": step["image"], "alt": step["alt"], "caption": ""}}]
    return [*numbered(number, step["text"]), *(drawn if step["image"] else [])]


def numbered(number: int, html: str) -> list[Block]:
    """Paragraphs that begin with their number."""
    count = f"<b>{number}.</b>"
    inside = html.removeprefix("<p>")
    begun = f"<p>{count} {inside}" if inside != html else f"<p>{count}</p>{html}"
    return [{"type": "paragraph", "value": begun}]


def bold(title: str) -> list[Block]:
    """A title in bold, or nothing."""
    return paragraph(f"<b>{escape(title, quote=False)}</b>" if title else "")


def _text(html: str | None) -> list[Block]:
    return [{"type": "paragraph", "value": html}] if html else []


def split_text(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The text a box begins with, and what comes after it."""
    count = next((place for place, block in enumerate(blocks) if block["type"] != "paragraph"), len(blocks))
    return "".join(block["value"] for block in blocks[:count]), blocks[count:]
