"""Bytes are money: what the first view of a page costs, measured on the wire of a real browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.learner import make_full_walk

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser
BUDGET, REQUESTS = 10_000, 3


@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_first_view_in_ten_thousand_bytes_and_three_requests(
    site: str, phone: "BrowserContext", enter: Callable[..., None], meter: Callable[..., Any], language: str
) -> None:
    walk = make_full_walk(host="127.0.0.1")
    enter(phone, walk.person, language)
    found = {}
    for name, address in walk.her_pages().items():
        page = phone.new_page()
        count = meter(page)
        page.goto(site + address, wait_until="networkidle")
        found[name] = (count.total, len(count.bytes), count.media)
        page.close()
    # A player is asked for by a tap that named its price; everything else is a first view.
    views = {name: value for name, value in found.items() if not name.startswith("player")}
    assert not {name: value for name, value in views.items() if value[0] > BUDGET or value[1] > REQUESTS}
    assert not {name: value for name, value in views.items() if value[2]}, "media came before a tap"


def test_a_player_fetches_no_sound_and_no_moving_picture_before_play(
    site: str, phone: "BrowserContext", enter: Callable[..., None], meter: Callable[..., Any]
) -> None:
    walk = make_full_walk(host="127.0.0.1")
    enter(phone, walk.person, "en")
    for rung in ("audio", "video", "slides"):
        page = phone.new_page()
        count = meter(page)
        page.goto(site + walk.activity(walk.lessons[0].key, f"?play={rung}"), wait_until="networkidle")
        assert page.locator("[data-hunar-player]").count() == 1
        assert not [address for address in count.bytes if address.endswith(".mp4")], rung
        page.close()
