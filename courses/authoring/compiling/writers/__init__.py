"""One writer for each block: its stored value into a few HTML elements. Pure."""

from collections.abc import Callable, Iterable
from typing import Any

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.writers.code import code
from courses.authoring.compiling.writers.files import download, recording
from courses.authoring.compiling.writers.pictures import image, steps
from courses.authoring.compiling.writers.remarks import callout, definition, trainer_note
from courses.authoring.compiling.writers.tables import table
from courses.authoring.compiling.writers.text import heading, paragraph, subheading
from courses.authoring.compiling.writers.try_it import try_it

Writer = Callable[[Any, CompileContext], str]

BASIC: dict[str, Writer] = {
    "paragraph": paragraph,
    "subheading": subheading,
    "image": image,
    "code": code,
    "table": table,
}


def write_basic(blocks: Iterable[dict[str, Any]] | None, context: CompileContext) -> str:
    """The basic blocks that stand inside another one."""
    return _written(blocks or (), BASIC, context)


def _written(blocks: Iterable[dict[str, Any]], writers: dict[str, Writer], context: CompileContext) -> str:
    # What no writer knows is told when the course is released (``unknown_kinds``).
    known = [block for block in blocks if block["type"] in writers]
    parts = [writers[block["type"]](block["value"], context) for block in known]
    return "\n".join(part for part in parts if part)


WRITERS: dict[str, Writer] = BASIC | {
    "heading": heading,
    "steps": steps,
    "recording": recording,
    "callout": lambda value, context: callout(value, context, write_basic),
    "definition": definition,
    "try_it": lambda value, context: try_it(value, context, write_basic),
    "download": download,
    "trainer_note": trainer_note,
}


def write(blocks: Iterable[dict[str, Any]], context: CompileContext) -> str:
    """All blocks of a body, one after the other, without those that have nothing to show."""
    return _written(blocks, WRITERS, context)


def unknown_kinds(blocks: Iterable[dict[str, Any]]) -> set[str]:
    """Kinds of blocks in a body that this version cannot write: left by another one, or by hand."""
    return {block["type"] for block in blocks} - set(WRITERS)
