"""In a real browser: public pages without a stumbling block at 360 px, and a release in few clicks."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from courses.authoring.actions.release import make_edition
from courses.authoring.models import LessonPage
from lms.foundation.models import Job
from lms.people.models import Person
from tests.factories.authoring import make_admin, make_guide, make_recording, make_small_course, translate

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
CLICKS = 4


def sign_in(context: BrowserContext, server: LiveServer, person: Person) -> None:
    client = Client()
    client.force_login(person.user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server.url}])


def serious(page: Page) -> list[Any]:
    found = Axe().run(page).response["violations"]
    return [(item["id"], item["nodes"][0]["html"]) for item in found if item["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_public_pages_are_clean(page: Page, phone: BrowserContext, live_server: LiveServer, language: str) -> None:
    course = make_small_course("Graphic design", slug="design", room_hours=48, online_weeks=4)
    LessonPage.objects.descendant_of(course).update(recording=make_recording(course))
    make_edition(course, by=None)
    translate(course, title="گرافک ڈیزائن", slug="design")
    guide = make_guide(slug="how", recording=make_recording())
    translate(guide, title="یہ کیسے چلتا ہے", slug="how")
    phone.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}])
    for path in ("/courses/", "/courses/design/", "/courses/how/", "/courses/how/?play=audio"):
        page.goto(live_server.url + path)
        assert serious(page) == [], path
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(width) <= 0, path


def test_a_release_is_few_clicks_from_the_menu(desktop: Page, live_server: LiveServer) -> None:
    course = make_small_course("Graphic design")
    sign_in(desktop.context, live_server, make_admin(course))
    desktop.goto(live_server.url + "/cms/")
    steps = [
        desktop.get_by_role("link", name="Courses", exact=True),
        desktop.get_by_role("link", name="Release", exact=True),
        desktop.get_by_role("button", name="Release", exact=True),
    ]
    for step in steps:
        step.first.click()
    desktop.get_by_text("Releasing:").wait_for()
    assert Job.objects.filter(kind="courses.release").count() == 1
    assert len(steps) <= CLICKS
