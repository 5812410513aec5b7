"""A lesson's blocks into one HTML fragment. Pure: no page, no clock, no process language."""

from collections.abc import Iterable
from html import escape
from typing import Any

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.words import word
from courses.authoring.compiling.writers import write
from courses.authoring.compiling.writers.text import note


def body_fragment(blocks: Iterable[dict[str, Any]], context: CompileContext) -> str:
    """The blocks in their order, wrapped in the language and direction they are written in; ends with LF."""
    inside = write(blocks, context)
    if context.by_machine:
        told = f"<p>{word('unchecked', context.language)}</p>"
        inside = f"{note(word('machine', context.language), told)}\n{inside}"
    return f'<div class="prose" lang="{escape(context.language)}" dir="{context.direction}">\n{inside}\n</div>\n'
