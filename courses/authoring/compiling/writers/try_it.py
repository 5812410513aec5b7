"""Something to do now."""

from collections.abc import Callable
from typing import Any

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.richtext import clean
from courses.authoring.compiling.words import word
from courses.authoring.compiling.writers.text import note, plain, text

Inside = Callable[[Any, CompileContext], str]


def try_it(value: dict[str, Any], context: CompileContext, inside: Inside) -> str:
    """The task, a list to tick off on the spot, and the answer behind a tap; none of it needs a script."""
    parts = [
        clean(value.get("task") or "", context.link),
        inside(value.get("more"), context),
        _ticks([step for step in plain(value.get("steps")) if step.strip()]),
        _answer(inside(value.get("solution"), context), context),
    ]
    return note(word("try", context.language), "\n".join(part for part in parts if part), " ok")


def _ticks(steps: list[str]) -> str:
    listed = "\n".join(f'<li><label class="tick"><input type="checkbox">{text(step)}</label></li>' for step in steps)
    return f'<ul class="ticks">\n{listed}\n</ul>' if steps else ""


def _answer(inside: str, context: CompileContext) -> str:
    shown = word("answer", context.language)
    return f"<details><summary>{shown}</summary>\n{inside}\n</details>" if inside else ""
