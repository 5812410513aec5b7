"""Multiple choice, all or nothing and partial: every case worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given as generated
from hypothesis import strategies as some

from assessments.key import Key
from assessments.types import multiple

CASES = [
    # options, right, given, all or nothing, partial
    ("abcd", "ab", "ab", 1, "1"),
    ("abcd", "ab", "ba", 1, "1"),
    ("abcd", "ab", "a", 0, "1/2"),
    ("abcd", "ab", "b", 0, "1/2"),
    ("abcd", "ab", "", 0, "0"),
    ("abcd", "ab", "c", 0, "0"),
    ("abcd", "ab", "cd", 0, "0"),
    ("abcd", "ab", "ac", 0, "0"),
    ("abcd", "ab", "abc", 0, "1/2"),
    ("abcd", "ab", "abd", 0, "1/2"),
    ("abcd", "ab", "abcd", 0, "0"),
    ("abcd", "ab", "acd", 0, "0"),
    ("abcd", "a", "a", 1, "1"),
    ("abcd", "a", "ab", 0, "0"),
    ("abcd", "a", "abcd", 0, "0"),
    ("abcd", "a", "b", 0, "0"),
    ("abcd", "abc", "abc", 1, "1"),
    ("abcd", "abc", "ab", 0, "2/3"),
    ("abcd", "abc", "a", 0, "1/3"),
    ("abcd", "abc", "ad", 0, "0"),
    ("abcd", "abc", "abd", 0, "1/3"),
    ("abcd", "abc", "abcd", 0, "2/3"),
    ("abcd", "abc", "d", 0, "0"),
    ("abcd", "abcd", "abcd", 1, "1"),
    ("abcd", "abcd", "abc", 0, "3/4"),
    ("abcd", "abcd", "ab", 0, "1/2"),
    ("abcd", "abcd", "a", 0, "1/4"),
    ("abcd", "abcd", "", 0, "0"),
    ("abcdef", "ace", "ace", 1, "1"),
    ("abcdef", "ace", "ac", 0, "2/3"),
    ("abcdef", "ace", "acb", 0, "1/3"),
    ("abcdef", "ace", "acbd", 0, "0"),
    ("abcdef", "ace", "aceb", 0, "2/3"),
    ("abcdef", "ace", "acebd", 0, "1/3"),
    ("abcdef", "ace", "acebdf", 0, "0"),
    ("abcdef", "ace", "bdf", 0, "0"),
    ("abcdef", "abcde", "abcde", 1, "1"),
    ("abcdef", "abcde", "abcd", 0, "4/5"),
    ("abcdef", "abcde", "abcdef", 0, "4/5"),
    ("abcdef", "abcde", "abf", 0, "1/5"),
    ("abcdef", "abcde", "af", 0, "0"),
    ("abcdef", "f", "fa", 0, "0"),
    ("ab", "ab", "a", 0, "1/2"),
    ("ab", "ab", "ab", 1, "1"),
    ("ab", "b", "ab", 0, "0"),
    ("ab", "b", "b", 1, "1"),
]


def key(options: str, right: str, scoring: str) -> Key:
    return Key("multiple", frozenset(options), frozenset(right), scoring)


@pytest.mark.parametrize(("options", "right", "given", "whole", "part"), CASES)
def test_marks_as_worked_out_by_hand(options: str, right: str, given: str, whole: int, part: str) -> None:
    assert multiple.mark(key(options, right, "all_or_nothing"), tuple(given)) == whole
    assert multiple.mark(key(options, right, "partial"), tuple(given)) == Fraction(part)


@generated(some.sets(some.sampled_from("abcdef"), min_size=1), some.sets(some.sampled_from("abcdef")))
def test_partial_credit_stays_between_nothing_and_all(right: set[str], given: set[str]) -> None:
    points = multiple.mark(key("abcdef", "".join(right), "partial"), given)
    assert 0 <= points <= 1
    assert (points == 1) == (given == right)


@generated(some.sets(some.sampled_from("abcdef"), min_size=1, max_size=3))
def test_choosing_everything_never_pays_where_half_is_wrong(right: set[str]) -> None:
    assert multiple.mark(key("abcdef", "".join(right), "partial"), "abcdef") == 0
