"""Bytes are money: what the first view of a page costs, measured on the wire of a real browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from lms.foundation.offline.phone import PHONE
from tests.factories.learner import make_full_walk

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser
BUDGET, REQUESTS = 10_000, 3


@pytest.mark.parametrize("language", ["en", "ur"])
def test_ten_thousand_bytes_three_requests_and_no_media_before_a_tap(
    site: str, phone: "BrowserContext", enter: Callable[..., None], meter: Callable[..., Any], language: str
) -> None:
    walk = make_full_walk(host="127.0.0.1")
    dear, media = {}, {}

    def measure(pages: dict[str, str]) -> None:
        for name, address in pages.items():
            # Where this cookie stands the outbox is in the phone's cache already, for good.
            phone.clear_cookies(name=PHONE)
            page = phone.new_page()
            count = meter(page)
            page.goto(site + address, wait_until="networkidle")
            # A player is asked for by a tap that named its price: slides come with it, sound waits for play.
            player = name.startswith("player")
            if not player and (count.total > BUDGET or len(count.bytes) > REQUESTS):
                dear[name] = count.bytes
            if [each for each in count.bytes if each.endswith(".mp4")] or (count.media and not player):
                media[name] = count.bytes
            page.close()

    phone.add_cookies([{"name": "hunar_project_language", "value": language, "url": site}])
    measure(walk.stranger_pages())
    enter(phone, walk.person, language)
    measure(walk.her_pages())
    assert not dear
    assert not media
