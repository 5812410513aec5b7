"""From answers to a mark: pure, exact, the same every time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from assessments.key import Key
from assessments.types import type_of

Verdict = Literal["right", "part", "wrong", "open"]


@dataclass(frozen=True)
class QuestionMark:
    """What one question of a paper earned; ``open`` when nothing was chosen."""

    question: str
    given: tuple[str, ...]
    points: Fraction
    weight: int

    @property
    def verdict(self) -> Verdict:
        """Right, partly right, wrong, or left open."""
        if not self.given:
            return "open"
        if self.points == self.weight:
            return "right"
        return "part" if self.points else "wrong"


@dataclass(frozen=True)
class PaperMark:
    """The mark of a whole paper, with the way it came about."""

    score: Decimal
    max_score: Decimal
    questions: tuple[QuestionMark, ...]

    def passes(self, percent: int) -> bool:
        """True when the score reaches ``percent`` of the most there was to earn."""
        return self.score * 100 >= self.max_score * percent


def down_to_cents(value: Fraction) -> Decimal:
    """``value`` cut to two decimals.

    Cutting never changes a pass: a bar is a whole percentage of a whole number, so it has two decimals at most.
    """
    return Decimal(value * 100 // 1).scaleb(-2)


def mark_paper(questions: Sequence[str], keys: Mapping[str, Key], answers: Mapping[str, Sequence[str]]) -> PaperMark:
    """Mark the drawn ``questions`` by their keys; answers to anything else count for nothing."""
    marks = []
    for question in questions:
        key, given = keys[question], tuple(answers.get(question, ()))
        points = type_of(key.kind).mark(key, given) * key.weight if given else Fraction(0)
        marks.append(QuestionMark(question, given, points, key.weight))
    return PaperMark(
        score=down_to_cents(sum((mark.points for mark in marks), Fraction(0))),
        max_score=down_to_cents(Fraction(sum(mark.weight for mark in marks))),
        questions=tuple(marks),
    )
