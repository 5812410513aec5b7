"""Single choice is right or wrong: every case worked out by hand."""

from fractions import Fraction

import pytest

from assessments.key import Key
from assessments.types import single

CASES = [
    # options, right, given, points
    ("ab", "a", "a", 1),
    ("ab", "a", "b", 0),
    ("ab", "b", "b", 1),
    ("ab", "b", "a", 0),
    ("ab", "a", "", 0),
    ("ab", "a", "ab", 0),
    ("abcd", "a", "a", 1),
    ("abcd", "a", "b", 0),
    ("abcd", "a", "c", 0),
    ("abcd", "a", "d", 0),
    ("abcd", "d", "d", 1),
    ("abcd", "d", "abcd", 0),
    ("abcd", "d", "dd", 1),
    ("abcd", "c", "cb", 0),
    ("abcdef", "f", "f", 1),
    ("abcdef", "f", "e", 0),
    ("abcdef", "c", "", 0),
    ("abcdef", "c", "abdef", 0),
]


@pytest.mark.parametrize(("options", "right", "given", "points"), CASES)
def test_marks_as_worked_out_by_hand(options: str, right: str, given: str, points: int) -> None:
    key = Key("single", frozenset(options), frozenset(right))
    assert single.mark(key, tuple(given)) == Fraction(points)
