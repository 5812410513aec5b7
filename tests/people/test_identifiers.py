"""Numbers are sealed, and found again however they are written."""

from typing import Any

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from lms.people.api import BadIdentifier, keep_identifier, persons_with_identifier, read_identifier
from lms.people.identifiers import one_spelling
from lms.people.models import Identifier
from tests.factories.people import person

CNIC = "91234-1234567-1"


@pytest.mark.parametrize("text", ["9123412345671", "91234-1234567-1", " ۹۱۲۳۴ ۱۲۳۴۵۶۷ ۱ ", "91234 1234567 1"])
def test_a_cnic_has_one_spelling(text: str) -> None:
    assert one_spelling("cnic", text) == "9123412345671"


@pytest.mark.parametrize(
    "text", ["0300-1234567", "+92 300 1234567", "0092 300 1234567", "۰۳۰۰۱۲۳۴۵۶۷", "(0300) 1234567"]
)
def test_a_phone_has_one_spelling(text: str) -> None:
    assert one_spelling("phone", text) == "+923001234567"


@pytest.mark.parametrize(("kind", "text"), [("cnic", "123"), ("cnic", "x" * 13), ("phone", "12"), ("phone", "abc")])
def test_anything_else_is_none(kind: str, text: str) -> None:
    with pytest.raises(BadIdentifier):
        one_spelling(kind, text)


@given(st.sampled_from(["cnic", "phone"]), st.text(max_size=20))
def test_a_spelling_is_its_own_spelling(kind: str, text: str) -> None:
    try:
        number = one_spelling(kind, text)
    except BadIdentifier:
        return
    assert one_spelling(kind, number) == number


@pytest.mark.django_db
def test_what_is_kept_does_not_show_the_number() -> None:
    gul = person()
    row = keep_identifier(gul, "cnic", CNIC)
    values = Identifier.objects.values().get()
    assert not any("9123412345671" in str(value) for value in values.values())
    assert read_identifier(row) == "9123412345671"
    assert keep_identifier(gul, "cnic", "9123412345671") == row
    assert persons_with_identifier("cnic", "9123412345671") == [gul]
    assert persons_with_identifier("cnic", "9999999999999") == []


@pytest.mark.django_db
def test_a_phone_may_be_a_familys_and_a_cnic_is_one_persons() -> None:
    gul, rani = person(), person()
    for somebody in (gul, rani):
        keep_identifier(somebody, "phone", "0300-1234567")
    assert persons_with_identifier("phone", "+923001234567") == [gul, rani]
    keep_identifier(gul, "cnic", CNIC)
    with pytest.raises(IntegrityError):
        keep_identifier(rani, "cnic", CNIC)


@pytest.mark.django_db
def test_a_newer_key_still_finds_it(settings: Any) -> None:
    gul = person()
    keep_identifier(gul, "cnic", CNIC)
    settings.HUNAR_KEYS = [("newer", "a newer key of at least thirty-two letters"), *settings.HUNAR_KEYS]
    assert persons_with_identifier("cnic", CNIC) == [gul]
