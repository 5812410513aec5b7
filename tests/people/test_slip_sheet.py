"""Slips on paper: eight to a sheet, readable in both languages, nobody's name on them."""

import re
from typing import Any

import pypdfium2
import pytest

from lms.people.api import issue_slip, render_slips
from lms.people.slip_sheet import SheetError, start_address
from tests.factories.people import person

pytestmark = pytest.mark.django_db
A4 = (595, 842)


def pairs(count: int) -> list[Any]:
    return [
        issue_slip(person(f"gul-{number}", display_name="Canary", legal_name="Canary"), by=None, reason="first sign-in")
        for number in range(count)
    ]


def pages(sheet: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(sheet)
    try:
        assert {(round(page.get_width()), round(page.get_height())) for page in document} == {A4}
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (8, 1), (9, 2), (17, 3)])
def test_eight_to_a_sheet(count: int, sheets: int) -> None:
    assert len(pages(render_slips(pairs(count)))) == sheets


def test_a_slip_says_where_who_and_how() -> None:
    (slip, code), *_ = made = pairs(8)
    (text,) = pages(render_slips(made))
    plain = re.sub(r"\s+", " ", text)
    assert "-".join(re.findall("....", code)) in plain
    assert slip.person.user.get_username() in plain
    assert start_address() in plain
    for step in ("Open the address on a phone.", "Type the username and the start code.", "Choose a PIN"):
        assert plain.count(step) == 8
    assert re.search("[\u0600-\u06ff\ufb50-\ufeff]", plain)
    assert "Canary" not in plain


def test_its_address_is_what_she_types(settings: Any) -> None:
    settings.HUNAR_PEOPLE = {**settings.HUNAR_PEOPLE, "PUBLIC_URL": "https://learn.example.org/"}
    assert start_address() == "learn.example.org/start/"


def test_without_typst_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(SheetError, match=r"hunar\[certificates\]"):
        render_slips(pairs(1))
