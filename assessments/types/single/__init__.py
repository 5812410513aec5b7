"""Single choice: one option is right; the answer is right when it is that option alone."""

from collections.abc import Collection
from fractions import Fraction

from assessments.body import Body
from assessments.key import Key

kind = "single"
choice = "radio"


def problem(body: Body) -> str:
    """Single choice has exactly one right option and nothing to share out."""
    if len(body.correct) != 1:
        return "A single choice question needs exactly one right option."
    if body.scoring != "all_or_nothing":
        return "A single choice question has no partial credit."
    return ""


def mark(key: Key, given: Collection[str]) -> Fraction:
    """1 when exactly the right option was chosen, else 0."""
    return Fraction(int(frozenset(given) == key.correct))
