"""In a real browser at 360 px: nothing a screen reader stumbles over, and the officer's way in few clicks."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import transaction
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from certificates.api import revoke
from certificates.models import Award
from lms.people.models import Person
from tests.factories.certificates import make_award, make_course, make_holder, make_officer, make_passed
from tests.factories.running import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# Clicks from Wagtail's menu to an issued certificate.
CLICKS = 4


def sign_in(context: BrowserContext, server: LiveServer, person: Person, language: str = "en") -> None:
    """Give the browser a session of ``person``."""
    client = Client()
    client.force_login(person.user)
    cookies = {
        settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value,
        settings.LANGUAGE_COOKIE_NAME: language,
    }
    context.add_cookies([{"name": name, "value": value, "url": server.url} for name, value in cookies.items()])


def serious(page: Page) -> list[Any]:
    """What axe calls serious or critical on the page, once what slides in has come to rest."""
    page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")
    found = Axe().run(page).response["violations"]
    return [(item["id"], item["nodes"][0]["html"]) for item in found if item["impact"] in ("serious", "critical")]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_page_is_clean(page: Page, phone: BrowserContext, live_server: LiveServer, language: str) -> None:
    with transaction.atomic():
        holder = make_holder()
        award = make_award(holder)
        specimen = make_award(holder, specimen=True)
        gone = revoke(make_award(holder), reason="mistake", by=None)
        nobody = make_person()
    strangers = [f"/v/{code}/?language={language}" for code in (award.code, specimen.code, gone.code, "0")]
    own = ["/certificates/", *(f"/certificates/{row.uuid}/" for row in (award, specimen, gone))]
    for path in [f"/v/?language={language}", *strangers]:
        page.goto(live_server.url + path)
        assert not serious(page), path
        assert sideways(page) == 0, path
    sign_in(phone, live_server, holder, language)
    for path in own:
        page.goto(live_server.url + path)
        assert page.locator("html").get_attribute("lang") == language
        assert not serious(page), path
        assert sideways(page) == 0, path
    sign_in(phone, live_server, nobody, language)
    page.goto(live_server.url + "/certificates/")
    assert not serious(page)


def test_a_stranger_types_a_code_with_scripts_off(chromium: Any, live_server: LiveServer) -> None:
    with transaction.atomic():
        award = make_award()
    context = chromium.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url + "/v/")
    page.fill("#code", award.code.lower())
    page.click("main button")
    assert page.locator(".verdict h2").inner_text() == "This certificate is valid"
    page.click("header a[lang=ur]")
    assert page.locator(".verdict h2").inner_text() == "یہ سرٹیفکیٹ درست ہے"
    assert all(url.startswith((live_server.url, "data:")) for url in asked)
    assert not context.cookies()
    context.close()


def test_issue_in_few_clicks_from_the_menu(desktop: Page, live_server: LiveServer) -> None:
    with transaction.atomic():
        cohort = make_course()
        enrolment = make_passed(None, cohort)
        officer = make_officer(cohort.programme)
    sign_in(desktop.context, live_server, officer)
    desktop.goto(live_server.url + "/cms/")
    clicks = 0
    for target in ("nav a[href='/cms/certificates/']", f"text={cohort.name}", "text=Issue to all that are ticked"):
        desktop.locator(target).first.click()
        clicks += 1
    desktop.wait_for_selector("text=1 certificate issued.")
    assert clicks <= CLICKS
    assert Award.objects.get().person_id == enrolment.person_id
    assert not serious(desktop)
