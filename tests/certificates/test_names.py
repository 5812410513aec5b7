"""Names on paper and names for strangers."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.eligibility import Case, Shortfall, judge
from certificates.names import LONGEST_NAME, clean_name, face_of, initials


@pytest.mark.parametrize(
    ("typed", "kept", "dropped"),
    [
        ("  Zarmina \t Gul\n", "Zarmina Gul", ()),
        ("Zarmina 😀 Gul", "Zarmina Gul", ("😀",)),
        ("Zar\u0000mina\u202e", "Zarmina", ("\u0000", "\u202e")),
        ("Zoe\u0308", "Zo\u00eb", ()),
        ("می\u200cخواهم", "می\u200cخواهم", ()),
        ("O'Hara-Khan, Dr.", "O'Hara-Khan, Dr.", ()),
    ],
)
def test_what_is_kept_of_a_typed_name(typed: str, kept: str, dropped: tuple[str, ...]) -> None:
    cleaned = clean_name(typed)
    assert (cleaned.text, cleaned.dropped) == (kept, dropped)


@given(st.text())
def test_a_clean_name_is_clean_for_good(typed: str) -> None:
    cleaned = clean_name(typed).text
    assert clean_name(cleaned).text == cleaned
    assert clean_name(cleaned).dropped == ()
    assert not any(unicodedata.category(sign)[0] == "S" or unicodedata.category(sign) == "Cc" for sign in cleaned)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Zarmina Gul", "Z. G."),
        ("palwasha", "P."),
        ("Muhammad al-Hassan", "M. A."),
        ("(Dr.) ʿAli 3", "D. A."),
        ("زرمینہ گل", "ز. گ."),
        ("", ""),
        ("123", ""),
    ],
)
def test_first_letters(name: str, shown: str) -> None:
    assert initials(name) == shown


@given(st.text())
def test_first_letters_tell_one_letter_a_word(name: str) -> None:
    for part in initials(name).split():
        letters = [sign for sign in unicodedata.normalize("NFC", part[:-1]) if not unicodedata.combining(sign)]
        assert len(letters) <= 1


def test_pashto_is_set_in_naskh_and_urdu_in_nastaliq() -> None:
    assert face_of("ښېرينه ګل") == "naskh"
    assert face_of("زرمینہ گل") == "nastaliq"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "no_name"),
        ("😀 . 12", "no_name"),
        ("ab " * 70, "name_too_long"),
        ("a" * 41, "word_too_long"),
    ],
)
def test_a_name_that_cannot_stand_on_paper_blocks(name: str, kind: str) -> None:
    verdict = judge(Case(active=True, passed=True, name=name))
    assert [item.kind for item in verdict.missing] == [kind]
    assert not verdict.eligible


@given(
    active=st.booleans(),
    passed=st.booleans(),
    shortfalls=st.lists(st.just(Shortfall("minutes", 1, 2)), max_size=2),
    name=st.text(max_size=LONGEST_NAME),
)
def test_nobody_is_eligible_without_place_work_and_name(
    active: bool, passed: bool, shortfalls: list[Shortfall], name: str
) -> None:
    verdict = judge(Case(active=active, passed=passed, shortfalls=tuple(shortfalls), name=name))
    assert verdict.eligible is not bool(verdict.missing)
    if verdict.eligible:
        assert active
        assert passed
        assert not shortfalls
        assert clean_name(name).text
