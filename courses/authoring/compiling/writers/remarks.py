"""Texts set apart."""

from collections.abc import Callable
from typing import Any

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.richtext import clean
from courses.authoring.compiling.words import word
from courses.authoring.compiling.writers.text import note, text

Inside = Callable[[Any, CompileContext], str]


def callout(value: dict[str, Any], context: CompileContext, inside: Inside) -> str:
    """A remark under its own title, or under the name of its kind."""
    title = text(value.get("title") or "") or word(value["kind"], context.language)
    parts = [clean(value.get("text") or "", context.link), inside(value.get("more"), context)]
    return note(title, "\n".join(part for part in parts if part))


def definition(value: dict[str, Any], context: CompileContext) -> str:
    """A word and what it means."""
    return f'<dl class="word">\n<dt>{text(value["term"])}</dt>\n<dd>{clean(value["meaning"], context.link)}</dd>\n</dl>'


def trainer_note(_value: dict[str, Any], _context: CompileContext) -> str:
    """Nothing: a note for trainers stands in the sealed compartment alone."""
    return ""
