"""The player in a real browser: slides, steps, keys, captions, search, and places that an address names."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from lms.foundation.api import fold
from tests.factories.lecture import Taught, make_lecture
from tests.media.test_ffmpeg_process import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.encodes, pytest.mark.django_db(transaction=True)]
PLAYER = "document.querySelector('[data-hunar-player]')"
Open = Callable[..., Any]


def signed_in(chromium: Any, taught: Taught, url: str, **options: Any) -> Any:
    """A phone on which the lecture's trainee is signed in."""
    client = Client()
    client.force_login(taught.enrolment.person.user)
    context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True, **options)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])
    return context


@pytest.fixture
def opened(chromium: Any, live_server: Any) -> Iterator[Open]:
    """Open one rung of a fresh lecture on a phone."""
    contexts = []

    def open_page(rung: str, more: str = "", seconds: int = 16, **options: Any) -> Any:
        taught = Taught(make_lecture(seconds))
        contexts.append(signed_in(chromium, taught, live_server.url, **options))
        page = contexts[-1].new_page()
        page.goto(live_server.url + taught.player(rung, more), wait_until="networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


def now(page: Any) -> float:
    return float(page.evaluate(f"{PLAYER}.currentTime"))


# The page itself pauses: asked from here, on a busy machine, it would have played on for seconds. Before its first
# moment the player may not have gone yet to the place that was asked for.
START = f"""() => {{
  const media = {PLAYER};
  const pause = () => {{
    if (media.readyState < 3 || media.currentTime === 0) return;
    media.removeEventListener("timeupdate", pause);
    media.pause();
  }};
  media.addEventListener("timeupdate", pause);
  media.muted = true;
  media.play();
}}"""


def start(page: Any) -> None:
    page.evaluate(START)
    assert wait_for(lambda: page.evaluate(f"{PLAYER}.paused && {PLAYER}.currentTime > 0"), 30)


def shown_slide(page: Any) -> str:
    visible = page.locator("figure:not([hidden])")
    assert visible.count() == 1
    return str(visible.get_attribute("id"))


def test_one_slide_is_shown_and_its_neighbours_are_one_tap_away(opened: Open) -> None:
    page = opened("slides")
    assert shown_slide(page) == "slide-1"
    assert page.get_by_role("button", name="First slide").is_disabled()
    page.get_by_role("button", name="Slide 2").click()
    assert shown_slide(page) == "slide-2"
    page.get_by_role("link", name="Try it at home").click()
    assert shown_slide(page) == "slide-4"
    assert page.get_by_role("button", name="Last slide").is_disabled()
    start(page)
    assert now(page) == pytest.approx(12, abs=1)


def test_nothing_is_fetched_before_the_tap_and_no_slide_twice(opened: Open) -> None:
    page = opened("slides")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    files = [each for each in asked if "/files/" in each]
    assert len(files) == 1
    assert files[0].endswith(".avif")
    for _ in range(2):
        for name in ("Slide 2", "Slide 1"):
            page.get_by_role("button", name=name).click()
            page.wait_for_load_state("networkidle")
    pictures = [each for each in asked if each.endswith(".avif")]
    assert len(pictures) == len(set(pictures)) == 2


def test_keys_move_through_the_lecture_unless_a_field_has_them(opened: Open) -> None:
    page = opened("slides")
    start(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("]")
    assert shown_slide(page) == "slide-2"
    page.keyboard.press("ArrowRight")
    assert now(page) == pytest.approx(14, abs=0.5)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("[")
    assert shown_slide(page) == "slide-1"
    page.keyboard.press(">")
    assert page.evaluate(f"{PLAYER}.playbackRate") == 1.25
    page.keyboard.press("<")
    page.keyboard.press("<")
    assert page.evaluate(f"{PLAYER}.playbackRate") == 0.75
    page.keyboard.press("k")
    assert wait_for(lambda: not page.evaluate(f"{PLAYER}.paused"), 10)
    page.keyboard.press(" ")
    assert wait_for(lambda: page.evaluate(f"{PLAYER}.paused"), 10)
    before = shown_slide(page)
    page.get_by_label("Find in this lecture").press("]")
    page.get_by_label("Find in this lecture").press("k")
    assert shown_slide(page) == before
    assert page.evaluate(f"{PLAYER}.paused")


def test_the_next_slide_is_here_before_its_time_and_no_slide_that_is_far(opened: Open) -> None:
    page = opened("slides", seconds=60)
    page.evaluate(f"{PLAYER}.muted = true; {PLAYER}.play(); true")
    assert wait_for(lambda: now(page) > 0, 30)
    page.evaluate(f"{PLAYER}.currentTime = 10")
    assert wait_for(lambda: page.evaluate("document.querySelector('#slide-2 img').naturalWidth"), 4)
    assert now(page) < 15
    assert shown_slide(page) == "slide-1"
    assert page.evaluate("document.querySelector('#slide-3 img').naturalWidth") == 0


def test_speed_reaches_from_three_quarters_to_two(opened: Open) -> None:
    page = opened("audio")
    speeds = page.get_by_label("Speed").locator("option").all_text_contents()
    assert (speeds[0], speeds[-1]) == ("0.75×", "2×")
    page.get_by_label("Speed").select_option("2")
    start(page)
    assert page.evaluate(f"{PLAYER}.playbackRate") == 2


@pytest.mark.parametrize("rung", ["slides", "audio"])
def test_captions_stand_in_a_line_of_their_own_where_nothing_moves(opened: Open, rung: str) -> None:
    page = opened(rung)
    line = page.locator("[data-hunar-line]")
    assert line.is_hidden()
    page.get_by_label("Captions").select_option("English")
    start(page)
    page.locator("[data-hunar-line]", has_text="spoken words").wait_for()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("c")
    assert line.is_hidden()


def test_on_moving_pictures_the_browser_draws_the_captions(opened: Open) -> None:
    page = opened("video")
    page.get_by_label("Captions").select_option("English")
    assert wait_for(lambda: page.evaluate(f"{PLAYER}.textTracks[0].mode") == "showing", 10)


def test_what_is_said_follows_and_can_be_tapped(opened: Open) -> None:
    page = opened("slides")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_text("What is said").click()
    page.locator(".said a").nth(5).wait_for()
    assert [each.rpartition(".")[2] for each in asked] == ["js", "vtt"]
    page.locator(".said a").nth(5).click()
    assert shown_slide(page) == "slide-3"
    start(page)
    page.locator(".said [aria-current]", has_text="spoken words 10").wait_for()


def test_the_script_of_words_is_fetched_when_she_reaches_for_them_again_after_a_cut(opened: Open) -> None:
    page = opened("slides")
    page.context.set_offline(True)
    page.get_by_text("What is said").click()
    page.get_by_text("What is said").click()
    assert wait_for(lambda: page.locator("template[data-hunar-words]").count(), 10)
    page.context.set_offline(False)
    page.get_by_text("What is said").click()
    page.locator(".said a").nth(5).wait_for()


def test_a_search_finds_slides_and_speech_and_jumps_there(opened: Open) -> None:
    page = opened("slides")
    field = page.get_by_label("Find in this lecture")
    field.fill("وهي نان")
    page.locator(".find li", has_text="وہی نان").wait_for()
    field.fill("۶۰")
    assert page.locator(".find li").count() == 1
    field.fill("BREAD")
    page.locator(".find li a").click()
    assert shown_slide(page) == "slide-2"
    field.fill("words 4 spoken")
    field.press("Enter")
    page.locator(".find li", has_text="spoken words 4").wait_for()
    field.fill("nowhere")
    page.get_by_text("Not found in this lecture.").wait_for()
    assert page.locator(".find li").count() == 0


def test_the_page_folds_letters_as_the_server_does(opened: Open) -> None:
    page = opened("slides")
    for text in ("كتاب", "علی", "مدرسة", "ؤ أ إ ٱ آ", "ۀ ۂ ۃ ە", "زېړ ښوونځۍ", "٣٤ ۵۶", "كـتـاب", "مُحَمَّد", "ﻻ ﷲ"):
        # What the page folds to itself is found by what the server folds it to.
        page.evaluate("text => { document.querySelector('[data-hunar-text]').textContent = text }", text)
        page.get_by_label("Find in this lecture").fill(fold(text))
        assert wait_for(lambda: page.locator(".find li").count() == 1, 10), text


@pytest.mark.parametrize("more", ["&slide=3", "#slide-3"])
def test_an_address_names_the_slide_to_begin_with(opened: Open, more: str) -> None:
    page = opened("slides", more)
    assert shown_slide(page) == "slide-3"
    start(page)
    assert now(page) == pytest.approx(8, abs=1)


def test_without_script_an_address_names_the_slide_too(opened: Open) -> None:
    page = opened("slides", "&slide=3", java_script_enabled=False)
    assert page.locator("figure:visible").count() == 4
    session = page.context.new_cdp_session(page)
    wanted = {"expression": f"{PLAYER}.muted = true; {PLAYER}.play(); true", "userGesture": True}
    session.send("Runtime.evaluate", wanted)
    asked = {"expression": f"{PLAYER}.currentTime", "returnByValue": True}
    assert wait_for(lambda: session.send("Runtime.evaluate", asked)["result"]["value"] >= 8, 30)


@pytest.mark.parametrize("rung", ["slides", "audio", "video", "standard"])
def test_nobody_is_kept_out(opened: Open, rung: str) -> None:
    page = opened(rung)
    page.get_by_text("What is said").click()
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
