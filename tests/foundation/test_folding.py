"""Spellings that mean the same compare equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.api import fold, fold_digits


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("علي", "علی"),
        ("كتاب", "کتاب"),
        ("فاطمة", "فاطمہ"),
        ("ﻋﻠﻲ", "علی"),
        ("مُحَمَّد", "محمد"),
        ("می\u200cرا", "میرا"),
        ("کلاس ۱۲", "كلاس 12"),
        ("کلاس ١٢", "کلاس 12"),
        ("  Gul   Khan ", "gul khan"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_same_words_fold_to_one_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("آم", "ام"), ("گل", "کل"), ("بے", "بی"), ("چائے", "چای")])
def test_letters_of_their_own_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_digits_alone_change_in_fold_digits(text: str) -> None:
    assert len(fold_digits(text)) == len(text)
    assert not set(fold_digits(text)) & set("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")
