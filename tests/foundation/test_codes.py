"""Codes survive how people write them, and a slip of the finger does not."""

from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.api import group_code, new_code, read_code
from lms.foundation.codes import ALPHABET, check_character

bodies = st.text(ALPHABET, min_size=1, max_size=30)
codes = bodies.map(lambda body: body + check_character(body))
URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def test_a_new_code_is_read_back() -> None:
    code = new_code(26)
    assert len(code) == 26
    assert read_code(code) == code


def test_two_codes_are_never_the_same() -> None:
    assert len({new_code(12) for _ in range(1000)}) == 1000


@given(codes, st.sampled_from([str.lower, lambda code: group_code(code), lambda code: f"  {group_code(code, 4)} "]))
def test_case_dashes_and_blanks_do_not_matter(code: str, written: object) -> None:
    assert read_code(written(code)) == code


@given(codes, st.sampled_from([URDU, ARABIC, str.maketrans("01", "OI"), str.maketrans("01", "oL")]))
def test_look_alikes_and_digits_of_other_scripts_are_read(code: str, written: dict[int, int]) -> None:
    assert read_code(code.translate(written)) == code


@given(codes, st.data())
def test_one_wrong_character_is_noticed(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(ALPHABET.replace(code[place], "")))
    assert read_code(code[:place] + other + code[place + 1 :]) is None


@given(codes, st.data())
def test_two_neighbours_swapped_are_noticed(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert read_code(swapped) == (code if swapped == code else None)


@given(st.text(max_size=40))
def test_anything_else_is_none_or_a_code(text: str) -> None:
    code = read_code(text)
    assert code is None or read_code(code) == code


def test_groups_are_as_printed() -> None:
    assert group_code("ABCDEFGHJK00") == "ABCDE-FGHJK-00"
