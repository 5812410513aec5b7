"""A paper's mark is exact, explains itself, and its rounding never decides a pass."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assessments.key import Key
from assessments.marking import PaperMark, down_to_cents, mark_paper

KEYS = {
    "one": Key("single", frozenset("abcd"), frozenset("a")),
    "two": Key("multiple", frozenset("abcd"), frozenset("abc"), "partial", 2),
    "three": Key("multiple", frozenset("abcd"), frozenset("ab"), "all_or_nothing", 3),
}
PAPER = ["one", "two", "three"]

CASES = [
    # answers, score, verdicts
    ({}, "0.00", "open open open"),
    ({"one": "a"}, "1.00", "right open open"),
    ({"one": "b"}, "0.00", "wrong open open"),
    ({"one": "a", "two": "a"}, "1.66", "right part open"),
    ({"one": "a", "two": "ab"}, "2.33", "right part open"),
    ({"one": "a", "two": "abc"}, "3.00", "right right open"),
    ({"one": "a", "two": "abcd"}, "2.33", "right part open"),
    ({"two": "d", "three": "ab"}, "3.00", "open wrong right"),
    ({"one": "a", "two": "abc", "three": "ab"}, "6.00", "right right right"),
    ({"one": "a", "two": "abc", "three": "a"}, "3.00", "right right wrong"),
    ({"one": "d", "two": "ad", "three": "cd"}, "0.00", "wrong wrong wrong"),
    ({"four": "a", "one": "a"}, "1.00", "right open open"),
]


@pytest.mark.parametrize(("answers", "score", "verdicts"), CASES)
def test_papers_worked_out_by_hand(answers: dict[str, str], score: str, verdicts: str) -> None:
    mark = mark_paper(PAPER, KEYS, {question: tuple(chosen) for question, chosen in answers.items()})
    assert (mark.score, mark.max_score) == (Decimal(score), Decimal("6.00"))
    assert [question.verdict for question in mark.questions] == verdicts.split()


def test_only_drawn_questions_are_marked() -> None:
    mark = mark_paper(["three"], KEYS, {"one": "a", "three": "ab"})
    assert (mark.score, mark.max_score) == (Decimal(3), Decimal(3))


@pytest.mark.parametrize(
    ("score", "most", "percent", "passes"),
    [
        ("12.00", "20.00", 60, True),
        ("11.99", "20.00", 60, False),
        ("0.00", "20.00", 0, True),
        ("20.00", "20.00", 100, True),
        ("19.99", "20.00", 100, False),
        ("3.33", "10.00", 33, True),
        ("3.29", "10.00", 33, False),
    ],
)
def test_the_bar_itself_passes(score: str, most: str, percent: int, passes: bool) -> None:
    assert PaperMark(Decimal(score), Decimal(most), ()).passes(percent) is passes


@given(some.fractions(min_value=0, max_value=500, max_denominator=12), some.integers(1, 500), some.integers(0, 100))
def test_rounding_down_never_changes_a_pass(score: Fraction, most: int, percent: int) -> None:
    rounded = PaperMark(down_to_cents(score), Decimal(most), ())
    assert rounded.passes(percent) is (score * 100 >= most * percent)
