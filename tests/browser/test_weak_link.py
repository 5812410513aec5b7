"""A lecture of slides over 50 kbit/s and 600 ms: what comes first is small, and once it plays it never stands still."""

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.lecture import Taught, make_lecture
from tests.faults import rounds
from tests.media.test_ffmpeg_process import wait_for
from tests.media.weak_link import WeakLink

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.encodes]
RATE, ROUND_TRIP = 50_000 / 8, 0.6
PLAYER = "document.querySelector('[data-hunar-player]')"
WATCH = """() => {
  const media = document.querySelector("[data-hunar-player]");
  const seen = window.seen = { sound: 0, stalls: [], late: 0 };
  const tapped = performance.now();
  let since = 0;
  media.muted = true;
  media.addEventListener("playing", () => {
    if (!seen.sound) seen.sound = performance.now() - tapped;
    else if (since) seen.stalls.push(performance.now() - since);
    since = 0;
  });
  media.addEventListener("waiting", () => { if (seen.sound) since = performance.now(); });
  media.addEventListener("timeupdate", () => {
    const picture = document.querySelector("figure:not([hidden]) img");
    if (!picture.complete || !picture.naturalWidth) seen.late += 1;
  });
  media.play();
}"""


@pytest.fixture
def taught(site: str) -> Taught:
    """Ten minutes of voice with a slide every thirty seconds."""
    return Taught(make_lecture(600, slides=20))


def test_the_player_and_its_first_slide_are_small(
    site: str, taught: Taught, phone: "BrowserContext", enter: Callable[..., None], meter: Callable[..., Any]
) -> None:
    enter(phone, taught.enrolment.person)
    page = phone.new_page()
    count = meter(page)
    page.goto(site + taught.player("slides"), wait_until="networkidle")
    # The site's own sheet came with the lesson's page, from which she tapped.
    sizes = {address: size for address, size in count.bytes.items() if "hunar_learner" not in address}
    assert sum(address.endswith(".avif") for address in sizes) == 1
    assert sum(sizes.values()) <= 16_000
    # Page, sheet and slide, each after a round trip, over connections that the lesson's page opened.
    first = [size for address, size in sizes.items() if "/static/" not in address or address.endswith(".css")]
    assert 3 * ROUND_TRIP + sum(first) / RATE <= 4


def test_once_it_plays_it_never_stands_still(
    site: str, taught: Taught, phone: "BrowserContext", enter: Callable[..., None]
) -> None:
    with WeakLink(site, rate=RATE, round_trip=ROUND_TRIP) as link:
        enter(phone, taught.enrolment.person)
        page = phone.new_page()
        page.goto(link.url + taught.page, wait_until="networkidle")
        page.locator('a[href="?play=slides"]').click()
        assert wait_for(lambda: page.evaluate("(document.querySelector('figure img') || {}).naturalWidth > 0"), 60)
        first = page.evaluate(
            "performance.getEntriesByType('resource').filter(one => one.name.endsWith('.avif'))[0].responseEnd"
        )
        before = link.of("/files/")
        page.evaluate(WATCH)
        seconds = rounds(600, least=40)
        assert wait_for(lambda: page.evaluate(f"{PLAYER}.currentTime >= {min(seconds, 599)}"), 3 * seconds)
        seen = page.evaluate("window.seen")
        figures = {"first_slide_ms": round(first), "sound_ms": round(seen["sound"]), "stalls_ms": seen["stalls"]}
        sys.stdout.write(json.dumps(figures | {"seconds": seconds, "bytes": link.of("/files/") - before}) + "\n")
        assert seen["stalls"] == []
        assert seen["late"] == 0
