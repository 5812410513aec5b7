"""What a PIN may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.people.pin_rules import read_pin, too_easy

pins = st.from_regex(r"\A[0-9]{6}\Z")
URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@pytest.mark.parametrize(
    "pin",
    ["000000", "999999", "123456", "654321", "012345", "456789", "987654", "890123", "210987", "121212", "123123"],
)
def test_pins_that_are_tried_first_are_refused(pin: str) -> None:
    assert too_easy(pin)


@pytest.mark.parametrize("pin", ["739105", "112358", "100000", "123465", "480248"])
def test_other_pins_are_fine(pin: str) -> None:
    assert not too_easy(pin)


@given(pins)
def test_digits_of_any_script_are_read(pin: str) -> None:
    assert read_pin(pin.translate(URDU)) == pin
    assert read_pin(f" {pin[:3]} {pin[3:]} ") == pin


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345a", "-12345", "١٢٣٤٥", "½23456", "²23456"])
def test_anything_else_is_no_pin(text: str) -> None:
    assert read_pin(text) is None


@given(st.text(max_size=12))
def test_what_is_read_is_always_six_plain_digits(text: str) -> None:
    pin = read_pin(text)
    assert pin is None or (len(pin) == 6 and set(pin) <= set("0123456789"))
