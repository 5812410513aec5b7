"""Notes for trainers: written for the sealed compartment alone."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from courses.authoring.compiling.context import CompileContext, nothing
from courses.authoring.compiling.richtext import clean
from courses.authoring.compiling.writers import write_basic


def sealed_notes(blocks: Iterable[dict[str, Any]], context: CompileContext) -> list[dict[str, str]]:
    """Each note as ``{"salt", "html"}``. The salt is the block's own random id: the same note, the same bytes.

    Pictures inside a note are left out: every file of an edition is open.
    """
    closed = replace(context, picture=nothing)
    notes = [block for block in blocks if block["type"] == "trainer_note"]
    return [{"salt": block["id"], "html": _note(block["value"], closed)} for block in notes]


def _note(value: dict[str, Any], context: CompileContext) -> str:
    parts = [clean(value["text"], context.link), write_basic(value.get("more"), context)]
    return "\n".join(part for part in parts if part)
