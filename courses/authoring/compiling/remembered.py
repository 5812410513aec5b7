"""An activity that was compiled before is taken again where everything it was made from is still the same.

The compiler asks: it reads a page's own row, and whatever else it wants to know it asks by number (a picture, a
handout, a recording, the way to another page). Kept beside the bytes are the questions and a hash over rows, questions
and answers. The next time the same questions are put again; where the hash is the same, so are the bytes. See 0039.
"""

import inspect
import json
import platform
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import wagtail

from courses.authoring.compiling.facts import ActivityBytes
from courses.authoring.compiling.files import Question
from courses.authoring.models import CompiledActivity, CoursePage
from lms.foundation.api import canonical_json
from media_pipeline.api import EntrySource

MADE = ["sources", "asked", "entry", "sealed", "fragments", "files"]


class Remembered:
    """What is kept of one course. ``answer`` says what stands behind a question now."""

    def __init__(self, course: CoursePage, answer: Callable[[Question], Any]) -> None:
        """Nothing is read before it is needed."""
        self._course, self._answer = course, answer
        self._answers: dict[Question, str] = {}
        self._kept: dict[UUID, CompiledActivity] = {}

    @cached_property
    def _rows(self) -> dict[UUID, CompiledActivity]:
        return {row.key: row for row in CompiledActivity.objects.filter(course=self._course)}

    def questions(self) -> set[Question]:
        """All that was asked when these activities were compiled."""
        return {question for row in self._rows.values() for question in _asked(row)}

    def recall(self, key: UUID, made_from: Iterable[str]) -> ActivityBytes | None:
        """The activity, if it was made from this and every answer is still what it was."""
        row = self._rows.get(key)
        if row is None or row.sources != self._sources(made_from, _asked(row)):
            return None
        files = tuple(row.files.split())
        return ActivityBytes(key, bytes(row.entry), bytes(row.sealed), _unpacked(bytes(row.fragments)), files)

    def keep(self, made: ActivityBytes, made_from: Iterable[str], asked: Iterable[Question]) -> None:
        """Remember an activity that was compiled now, without any problem."""
        questions = sorted(asked)
        self._kept[made.key] = CompiledActivity(
            course=self._course,
            key=made.key,
            sources=self._sources(made_from, questions),
            asked=json.dumps(questions),
            entry=made.entry,
            sealed=made.sealed,
            fragments=_packed(made.fragments),
            files=" ".join(made.files),
        )

    def save(self, keys: Iterable[UUID]) -> None:
        """Write what is new, and forget whatever is none of these activities."""
        CompiledActivity.objects.bulk_create(
            self._kept.values(), update_conflicts=True, unique_fields=["course", "key"], update_fields=MADE
        )
        here = set(keys)
        gone = [row.pk for key, row in self._rows.items() if key not in here]
        if gone:
            CompiledActivity.objects.filter(pk__in=gone).delete()

    def _sources(self, made_from: Iterable[str], questions: Iterable[Question]) -> str:
        answers = [[*question, self._digest(question)] for question in questions]
        return sha256(canonical_json([compiler(), list(made_from), answers])).hexdigest()

    def _digest(self, question: Question) -> str:
        if question not in self._answers:
            self._answers[question] = sha256(repr(self._answer(question)).encode()).hexdigest()
        return self._answers[question]


def _asked(row: CompiledActivity) -> list[Question]:
    return [(name, number) for name, number in json.loads(row.asked)]


def _packed(fragments: dict[str, bytes]) -> bytes:
    """A line with each language and its length, then the fragments one after the other."""
    lengths = [(language, len(content)) for language, content in fragments.items()]
    return json.dumps(lengths).encode() + b"\n" + b"".join(fragments.values())


def _unpacked(packed: bytes) -> dict[str, bytes]:
    lengths, _line, contents = packed.partition(b"\n")
    found, start = {}, 0
    for language, length in json.loads(lengths):
        found[language] = contents[start : start + length]
        start += length
    return found


@cache
def compiler() -> str:
    """Names the program that compiles: the lines of this room and of what describes a recording, Wagtail, Python."""
    room = Path(__file__).parents[1]
    entries = Path(inspect.getfile(EntrySource)).with_name("entry.py")
    lines = b"".join(path.read_bytes() for path in [*sorted(room.rglob("*.py")), entries])
    return sha256(lines + f"{wagtail.__version__} {platform.python_version()}".encode()).hexdigest()
