"""What the player does after a link broke: it keeps her place, does not speak by itself, and asks again for words."""

import json
from typing import Any

from tests.media.test_ffmpeg_process import wait_for
from tests.media.test_player_in_a_browser import PLAYER, Open, now, opened, pytestmark, shown_slide, start

__all__ = ["opened", "pytestmark"]
BROKEN = f"Object.defineProperty({PLAYER}, 'error', {{configurable: true, get: () => ({{code: 2}})}})"
TRACK = f"{PLAYER}.querySelector('track')"


def listen_until(page: Any, seconds: float) -> None:
    page.evaluate(f"{PLAYER}.muted = true; {PLAYER}.play(); true")
    assert wait_for(lambda: now(page) > seconds, 30)


def break_and_come_back(page: Any) -> None:
    page.evaluate(BROKEN)
    page.evaluate("dispatchEvent(new Event('online'))")


def test_a_slide_tapped_before_anything_is_loaded_counts_more_than_her_old_place(opened: Open) -> None:
    page = opened("slides", "&slide=3")
    page.locator("[data-hunar-list] a").first.click()
    start(page)
    assert shown_slide(page) == "slide-1"
    assert now(page) < 3


def test_a_paused_lecture_does_not_begin_to_speak(opened: Open) -> None:
    page = opened("audio")
    listen_until(page, 1)
    page.evaluate(f"{PLAYER}.pause()")
    break_and_come_back(page)
    page.wait_for_timeout(4500)
    assert page.evaluate(f"{PLAYER}.paused")


def test_giving_up_while_it_tries_again_keeps_the_place(opened: Open) -> None:
    page = opened("slides", seconds=60)
    sent: list[float] = []

    def heard(request: Any) -> None:
        if request.method == "POST":
            sent.append(json.loads(request.post_data)["events"][0]["payload"]["seconds"])

    page.on("request", heard)
    listen_until(page, 0.5)
    page.evaluate(f"{PLAYER}.currentTime = 20")
    assert wait_for(lambda: shown_slide(page) == "slide-2", 10)
    page.route("**/files/**", lambda route: route.continue_() if route.request.method == "HEAD" else None)
    break_and_come_back(page)
    page.wait_for_timeout(4500)
    assert shown_slide(page) == "slide-2"
    page.evaluate(f"{PLAYER}.pause()")
    assert wait_for(lambda: page.evaluate("1") and sent, 10)
    assert min(sent) >= 20


def test_captions_that_did_not_come_are_asked_for_again(opened: Open) -> None:
    page = opened("slides")
    page.route("**/*.vtt", lambda route: route.abort())
    page.get_by_label("Captions").select_option("0")
    assert wait_for(lambda: page.evaluate(f"{TRACK}.readyState") == 3, 10)
    page.unroute("**/*.vtt")
    page.get_by_text("What is said").click()
    page.locator(".said a").nth(5).wait_for()


def test_captions_taken_back_before_they_came_leave_the_search_alone(opened: Open) -> None:
    page = opened("slides")
    errors: list[str] = []
    held: list[Any] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/*.vtt", lambda route: held.append(route))
    page.get_by_label("Captions").select_option("0")
    assert wait_for(lambda: page.evaluate("1") and held, 10)
    page.get_by_label("Captions").select_option("")
    held[0].continue_()
    page.get_by_label("Find in this lecture").fill("BREAD")
    page.locator(".find li a").wait_for()
    assert errors == []
