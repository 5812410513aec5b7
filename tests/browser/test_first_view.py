"""Bytes are money: what the first view of a page costs, measured on the wire of a real browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.running import make_enrolment, make_person

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser
BUDGET = 10_000


@pytest.mark.parametrize("language", ["en", "ur"])
def test_home_in_ten_thousand_bytes(
    site: str, phone: "BrowserContext", enter: Callable[..., None], meter: Callable[..., Any], language: str
) -> None:
    person = make_person()
    make_enrolment(person)
    enter(phone, person, language)
    page = phone.new_page()
    count = meter(page)
    page.goto(site, wait_until="networkidle")
    assert count.total <= BUDGET, count.bytes
    assert len(count.bytes) <= 3
    assert count.media == 0
