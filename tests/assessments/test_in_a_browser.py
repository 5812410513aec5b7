"""The quiz on a phone: the saved sign tells the truth, with scripts and without, from both sides."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from assessments.models import Attempt, AttemptEvent
from tests.factories.assessments import hand_in, make_attempt, make_quiz, shut

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def attempt(live_server: Any) -> Attempt:
    attempt = make_attempt(make_quiz(singles=3, multiples=3, draw=4))
    attempt.address = f"{live_server.url}/quiz/{attempt.uuid}/"
    return attempt


def enter(phone: "BrowserContext", attempt: Attempt, language: str = "en") -> None:
    """Put the trainee's session on the phone."""
    attempt.person.language = language
    attempt.person.save()
    client = Client()
    client.force_login(attempt.person.user)
    values = {settings.SESSION_COOKIE_NAME: client.session.session_key, settings.LANGUAGE_COOKIE_NAME: language}
    root = attempt.address.partition("/quiz/")[0]
    phone.add_cookies([{"name": name, "value": value, "url": root} for name, value in values.items()])


def opened(phone: "BrowserContext", attempt: Attempt, place: str = "1/", language: str = "en") -> "Page":
    enter(phone, attempt, language)
    page = phone.new_page()
    page.goto(attempt.address + place)
    return page


def answers(attempt: Attempt) -> list[list[str]]:
    return [event.payload["options"] for event in AttemptEvent.objects.filter(attempt=attempt, kind="answered")]


def test_choosing_saves_and_only_then_says_so(phone: "BrowserContext", attempt: Attempt) -> None:
    page = opened(phone, attempt)
    saved, unsaved = page.locator("[data-saved]"), page.locator("[data-unsaved]")
    held: list[Route] = []
    page.route("**/inbox/", lambda route: held.append(route))
    page.locator("[name=options]").first.check()
    unsaved.wait_for(state="visible")
    page.wait_for_function("() => true")
    assert not saved.is_visible()
    assert not answers(attempt)
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    saved.wait_for(state="visible")
    assert not unsaved.is_visible()
    assert page.locator("[data-answered]").inner_text() == "1"
    assert "saved" in page.locator(".map [aria-current]").inner_text()
    assert answers(attempt) == [[page.locator("[name=options]").first.get_attribute("value")]]


@pytest.mark.parametrize("broken", ["no link", "500", "no json", "refused", "other answer"])
def test_no_other_reply_draws_the_saved_sign(phone: "BrowserContext", attempt: Attempt, broken: str) -> None:
    page = opened(phone, attempt)

    def spoil(route: "Route") -> None:
        verdict = (
            {"status": "refused", "reply": {}}
            if broken == "refused"
            else {"status": "stored", "reply": {"options": []}}
        )
        if broken == "no link":
            route.abort()
        elif broken == "500":
            route.fulfill(status=500, json={"verdicts": [{"status": "stored", "reply": {"options": ["a"]}}]})
        elif broken == "no json":
            route.fulfill(status=200, body="<html>")
        else:
            route.fulfill(json={"verdicts": [verdict]})

    page.route("**/inbox/", spoil)
    with page.expect_request("**/inbox/"):
        page.locator("[name=options]").nth(1).check()
    page.wait_for_timeout(300)
    assert not page.locator("[data-saved]").is_visible()
    assert page.locator("[data-unsaved]").is_visible()
    page.get_by_role("button", name=re.compile("Save and go on")).click()
    page.wait_for_url("**/2/")
    assert len(answers(attempt)) == 1


def test_a_refusal_of_the_real_server_is_shown_as_one(phone: "BrowserContext", attempt: Attempt) -> None:
    page = opened(phone, attempt)
    hand_in(attempt)
    with page.expect_response("**/inbox/") as reply:
        page.locator("[name=options]").first.check()
    assert reply.value.json()["verdicts"][0]["reason"] == "finished", reply.value.text()
    page.wait_for_timeout(200)
    assert not page.locator("[data-saved]").is_visible()
    page.get_by_role("button", name=re.compile("Save and go on")).click()
    assert "handed in" in page.locator("main").inner_text()


def test_a_closed_door_says_why_on_the_next_press(phone: "BrowserContext", attempt: Attempt) -> None:
    page = opened(phone, attempt)
    shut(attempt.enrolment)
    page.locator("[name=options]").first.check()
    page.wait_for_timeout(300)
    assert not page.locator("[data-saved]").is_visible()
    page.get_by_role("button", name=re.compile("Save and go on")).click()
    assert "closed" in page.locator("main").inner_text()
    assert not answers(attempt)


def test_quick_changes_end_with_the_last_choice(phone: "BrowserContext", attempt: Attempt) -> None:
    page = opened(phone, attempt)
    boxes = page.locator("[name=options]")
    for number in (0, 1, 2, 3, 0, 2):
        boxes.nth(number).check()
        if boxes.nth(number).get_attribute("type") == "checkbox":
            boxes.nth(number).uncheck() if number != 2 else None
    page.locator("[data-saved]").wait_for(state="visible")
    page.wait_for_load_state("networkidle")
    page.reload()
    assert boxes.nth(2).is_checked()
    assert page.locator("[data-saved]").is_visible()


def test_the_whole_way_without_scripts(chromium: "Browser", attempt: Attempt) -> None:
    phone = chromium.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = opened(phone, attempt)
    for _ in attempt.paper:
        page.locator("[name=options]").first.check()
        page.get_by_role("button", name=re.compile("^Save")).click()
    assert "4 of 4" in page.locator("main").inner_text()
    page.get_by_role("button", name=re.compile("Hand in")).click()
    assert "Your result" in page.locator("h1").inner_text()
    attempt.refresh_from_db()
    assert attempt.state == "finished"
    assert len(answers(attempt)) == 4
    phone.close()


@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_page_can_be_used_by_everybody(phone: "BrowserContext", attempt: Attempt, language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    quiz = f"../../learn/{attempt.enrolment.uuid}/{attempt.activity_key}/"
    page = opened(phone, attempt, language=language)
    for place in (quiz, "1/", "3/", "", "result/"):
        if place == "result/":
            hand_in(attempt)
        page.goto(attempt.address + place)
        found = Axe().run(page).response["violations"]
        assert not [
            (each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")
        ]
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ur" else "ltr")


def test_the_script_is_small() -> None:
    import gzip
    from pathlib import Path

    import assessments

    script = Path(assessments.__file__).parent / "static/hunar_assessments/quiz.js"
    assert len(gzip.compress(script.read_bytes(), 9)) <= 2048
