"""On a slow link it goes on with less and says so; the way back is hers, and then nothing is changed without her."""

from typing import Any

import pytest

from tests.factories.lecture import Taught, make_lecture
from tests.media.test_ffmpeg_process import wait_for
from tests.media.test_player_in_a_browser import PLAYER, signed_in
from tests.media.weak_link import WeakLink

pytestmark = [pytest.mark.browser, pytest.mark.encodes, pytest.mark.django_db(transaction=True)]
# Bytes a second: something always comes, and never enough.
SLOW = 600


def source_of(taught: Taught, rung: str) -> str:
    files = next(each["files"] for each in taught.entry["renditions"] if each["rung"] == rung)
    return str(next(each["sha256"] for each in files if each["role"] in {"video", "audio"}))


def played(page: Any) -> str:
    return str(page.evaluate(f"{PLAYER}.currentSrc"))


def begin(page: Any, link: WeakLink, address: str) -> None:
    page.goto(link.url + address, wait_until="networkidle")
    link.rate = SLOW
    page.evaluate(f"{PLAYER}.muted = true; {PLAYER}.play(); true")


def test_one_way_down_and_back_by_her_tap_alone(chromium: Any, live_server: Any) -> None:
    taught = Taught(make_lecture())
    with WeakLink(live_server.url) as link:
        phone = signed_in(chromium, taught, link.url)
        page = phone.new_page()
        begin(page, link, taught.player("standard"))
        page.get_by_text("It goes on as: Small video.").wait_for(timeout=60_000)
        assert source_of(taught, "video") in played(page)
        link.hang_up()
        link.rate = 0
        assert wait_for(lambda: page.evaluate(f"{PLAYER}.currentTime > 0.5"), 60)
        page.get_by_role("button", name="Back to: Large video").click()
        assert wait_for(lambda: source_of(taught, "standard") in played(page), 10)
        assert page.locator(".says .note").count() == 0
        assert wait_for(lambda: page.evaluate(f"{PLAYER}.currentTime > 2"), 60)
        phone.close()
