"""Slips on paper: eight to a sheet, readable in both languages, nobody's name on them."""

import io
import re
import zipfile
from typing import Any

import pypdfium2
import pytest

from lms.people import many_sheets
from lms.people.api import issue_slip, render_many_slips, render_slips
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


def test_thousands_are_set_in_portions_and_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_sheets, "AT_ONCE", 8)
    made, done = pairs(17), []
    with zipfile.ZipFile(io.BytesIO(render_many_slips(made, done.append))) as packed:
        sheets = [pages(packed.read(name)) for name in sorted(packed.namelist())]
    assert done == [8, 16, 17]
    assert [len(sheet) for sheet in sheets] == [1, 1, 1]
    for number, (slip, _code) in enumerate(made):
        assert slip.person.user.get_username() in sheets[number // 8][0]
    (one,) = pages(render_many_slips(made[:3]))
    assert all(slip.person.user.get_username() in one for slip, _code in made[:3])


def test_paper_that_cannot_be_set_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_sheets.sys, "executable", "/nowhere/python")
    with pytest.raises(SheetError, match="could not be set"):
        render_many_slips(pairs(1))
