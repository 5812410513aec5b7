"""What a reader of foreign material found, before anything is written: modules, lessons, files, problems.

Blocks stand as the lesson's stream field stores them (``{"type", "value"}``, no ids), with two differences that
``apply`` settles: where a picture or a document belongs, ``{"file": "images/wheel.png"}`` stands (a path of
``Outline.files``), and a link to another lesson is ``<a data-source="chapters/02.md">`` with that lesson's ``source``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, order=True)
class Problem:
    """What a person should look at; ``stops`` keeps the whole material out, others tell what was left or changed."""

    file: str
    line: int
    sentence: str
    stops: bool = False

    def __str__(self) -> str:
        """``file:line: sentence``; no line when it is 0."""
        return f"{self.file}:{self.line}: {self.sentence}" if self.line else f"{self.file}: {self.sentence}"


@dataclass(frozen=True)
class LessonOutline:
    """One lesson; ``source`` names it for ever in this course, so that a changed file finds its page again."""

    source: str
    title: str
    blocks: tuple[Block, ...]
    minutes: int | None = None


@dataclass(frozen=True)
class ModuleOutline:
    """One module with its lessons in order."""

    source: str
    title: str
    lessons: tuple[LessonOutline, ...]


@dataclass(frozen=True)
class Outline:
    """Everything that was found. ``files`` maps the paths that blocks name to their bytes."""

    title: str
    language: str
    modules: tuple[ModuleOutline, ...]
    licence: str = ""
    attribution: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether any problem keeps the material out."""
        return any(problem.stops for problem in self.problems)
