"""Question types: one folder each, all with the same four names, all pure.

``kind`` names it in bodies and editions; ``choice`` is the form control it is answered with; ``problem(body)`` says
what its author must mend, or nothing; ``mark(key, given)`` is the part of its weight an answer earns, 0 to 1.
A new type is a new folder and a line in ``TYPES``.
"""

from collections.abc import Collection
from fractions import Fraction
from typing import Any, Protocol

from pydantic import ValidationError

from assessments.body import Body
from assessments.key import Key
from assessments.types import multiple, single

LARGEST_BODY = 40_000


class BodyError(ValueError):
    """The question cannot be kept; the message says in one sentence what is wrong with it."""


class QuestionType(Protocol):
    """What each type's module offers."""

    kind: str
    choice: str

    def problem(self, body: Body) -> str:
        """Why this body cannot be a question of this type; empty when it can."""
        ...

    def mark(self, key: Key, given: Collection[str]) -> Fraction:
        """The part of the weight, from 0 to 1, that these options earn."""
        ...


TYPES: dict[str, QuestionType] = {module.kind: module for module in (single, multiple)}


def type_of(kind: str) -> QuestionType:
    """The type of this name; raises ``BodyError`` when there is none."""
    try:
        return TYPES[kind]
    except KeyError:
        raise BodyError(f"There is no question type “{kind}”.") from None


def read_body(kind: str, body: dict[str, Any]) -> Body:
    """The checked body of a question of this kind; raises ``BodyError`` with a sentence for its author."""
    try:
        parsed = Body.model_validate(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        raise BodyError(f"{place}: {message}" if place else message) from error
    if len(parsed.model_dump_json().encode()) > LARGEST_BODY:
        raise BodyError("The question is too long.")
    problem = type_of(kind).problem(parsed)
    if problem:
        raise BodyError(problem)
    return parsed
