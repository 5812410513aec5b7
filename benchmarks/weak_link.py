"""A lecture of slides on a slow, far link: what comes before the first slide, when sound begins, where it stands still.

``python -m benchmarks.weak_link`` makes a site and a lecture of its own, plays it in Chromium and prints JSON;
``--still FILE`` takes another picture (AVIF) for its first slide. The lecture's page was read before, as it is by
whoever taps: the site's own style sheet is here already, and connections are open.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

RATE, ROUND_TRIP = 50_000 / 8, 0.6
PLAYER = "document.querySelector('[data-hunar-player]')"
FIRST = "document.querySelector('figure img')"
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


def wait_until(true: Callable[[], Any], seconds: float) -> None:
    """Return when ``true`` is; raises TimeoutError after ``seconds``."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(0.1)


def kind(path: str) -> str:
    """What a path of the player's page is: page, style, script, slide, sound."""
    endings = {".css": "style", ".js": "script", ".avif": "slide", ".webm": "sound"}
    return endings.get(Path(path.partition("?")[0]).suffix, "page")


def open_player(page: Any, link: Any, lesson: str) -> dict[str, Any]:
    """Tap from the lesson's page to its slides and wait for all that comes before play.

    Returns the bytes of each kind over the wire (headers counted), the order asked, and when the first slide was whole.
    """
    page.goto(link.url + lesson, wait_until="networkidle")
    before, known, tapped = dict(link.carried), len(link.asked), time.monotonic()
    page.locator('a[href="?play=slides"]').click()
    page.wait_for_load_state("networkidle")
    wait_until(lambda: page.evaluate(f"{FIRST}.complete && {FIRST}.naturalWidth > 0"), 60)
    sizes: dict[str, int] = {}
    for path, size in link.carried.items():
        if more := size - before.get(path, 0):
            sizes[kind(path)] = sizes.get(kind(path), 0) + more
    slide = page.evaluate(f"new URL({FIRST}.currentSrc).pathname")
    order = [kind(path) for path in link.asked[known:]]
    return {"bytes": sizes, "order": order, "first_slide_seconds": round(link.whole_at[slide] - tapped, 2)}


def play(page: Any, seconds: float) -> dict[str, Any]:
    """Tap play and listen for ``seconds``: when sound began after the tap, each stall, moments without a picture."""
    page.evaluate(WATCH)
    wait_until(lambda: page.evaluate(f"{PLAYER}.currentTime >= {seconds} || {PLAYER}.ended"), 3 * seconds + 60)
    seen = page.evaluate("window.seen")
    stalls = [round(each / 1000, 2) for each in seen["stalls"]]
    return {"sound_seconds": round(seen["sound"] / 1000, 2), "stalls_seconds": stalls, "without_picture": seen["late"]}


def main(arguments: list[str]) -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description="A lecture of slides over 50 kbit/s and 600 ms.")
    parser.add_argument("--seconds", type=int, default=600, help="how long the lecture is and is listened to")
    parser.add_argument("--still", type=Path, help="an AVIF file for the first slide")
    given = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.running_site import phone_on_a_link

    still = given.still.read_bytes() if given.still else None
    with phone_on_a_link(given.seconds, still, rate=RATE, round_trip=ROUND_TRIP) as (page, link, lesson):
        found = open_player(page, link, lesson) | play(page, given.seconds - 1)
    print(
        json.dumps({"benchmark": "weak_link", "bits_per_second": RATE * 8, "round_trip": ROUND_TRIP} | found, indent=2)
    )


if __name__ == "__main__":
    main(sys.argv[1:])
