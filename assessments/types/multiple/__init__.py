"""Multiple choice: any number of options may be right; each question says how half-right answers count.

*All or nothing* asks for exactly the right set. *Partial* gives ``(right chosen - wrong chosen) / right ones``, never
below 0: choosing everything earns no more than guessing would.
"""

from collections.abc import Collection
from fractions import Fraction

from assessments.body import Body
from assessments.key import Key

kind = "multiple"
choice = "checkbox"


def problem(body: Body) -> str:
    """Multiple choice has at least one right option."""
    return "" if body.correct else "A multiple choice question needs at least one right option."


def mark(key: Key, given: Collection[str]) -> Fraction:
    """The part of the weight these options earn, by the question's own scoring."""
    chosen = frozenset(given)
    if key.scoring == "all_or_nothing":
        return Fraction(int(chosen == key.correct))
    right, wrong = len(chosen & key.correct), len(chosen - key.correct)
    return max(Fraction(right - wrong, len(key.correct)), Fraction(0))
