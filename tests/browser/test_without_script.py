"""The whole path with scripts off: sign in, read, finish, answer, hand in, leave, and nothing left behind."""

from typing import TYPE_CHECKING

import pytest

from tests.factories.learner import PIN, make_walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def tap(page: "Page", words: str) -> None:
    """Tap the one button or link with these words and wait for the page it brings."""
    page.locator("main").locator("a, button").filter(has_text=words).first.click()
    page.wait_for_load_state()


def test_from_the_slip_to_the_last_answer(site: str, chromium: "Browser") -> None:
    walk = make_walk(host="127.0.0.1")
    page = chromium.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False).new_page()
    page.goto(site)
    page.get_by_label("Username").fill("gul-4182")
    page.get_by_label("PIN or password").fill(PIN)
    tap(page, "Sign in")
    tap(page, "Start lesson 1")
    tap(page, "Slides + voice")
    assert page.locator("audio").count() == 1
    page.go_back()
    tap(page, "I have finished this lesson")
    page.goto(site)
    tap(page, "Start lesson 2")
    tap(page, "I have finished this lesson")
    page.goto(site)
    tap(page, "Go to the quiz")
    tap(page, "Start the quiz")
    for _ in range(4):
        page.locator("input[name=options]").first.check()
        page.locator("main form button.btn").first.click()
        page.wait_for_load_state()
    assert "4 of 4" in page.locator("main").inner_text()
    page.locator("main form button.btn").first.click()
    page.wait_for_load_state()
    assert "/result/" in page.url
    page.goto(site + walk.outline)
    assert page.locator(".thread .done").count() >= 2


def test_after_leaving_back_shows_nothing(site: str, chromium: "Browser") -> None:
    walk = make_walk(host="127.0.0.1")
    page = chromium.new_context(viewport={"width": 360, "height": 640}).new_page()
    page.goto(site)
    page.get_by_label("Username").fill("gul-4182")
    page.get_by_label("PIN or password").fill(PIN)
    tap(page, "Sign in")
    page.goto(site + walk.activity(walk.lessons[0].key))
    assert "Look at a shop sign" in page.content()
    page.locator("header").get_by_text("Leave").click()
    page.wait_for_url("**/sign-in/**")
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state()
        assert "Look at a shop sign" not in page.content()
        assert "Graphic design" not in page.content()
