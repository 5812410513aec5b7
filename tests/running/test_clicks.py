"""Adding a batch, a trainee and an existing class's roll: at most four clicks from Wagtail's menu, in a browser."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from courses.running.actions.roll import create_session
from courses.running.models import Cohort, Enrolment, RollEntry
from tests.factories.running import make_cohort, make_edition, make_enrolment, make_programme
from tests.running.test_staff import admin_of, staff, trainer_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 4


class Clicker:
    """Counts what a person clicks, from the first click in the menu on."""

    def __init__(self, page: "Page", address: str) -> None:
        self.page, self.address, self.clicks = page, address, 0

    def sign_in(self, person: Any) -> None:
        """Open Wagtail's first page as this person."""
        client = Client()
        client.force_login(person.user, backend="lms.people.backends.SignInBackend")
        cookie = client.cookies["hunar_project_session"]
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.address}])
        self.page.goto(f"{self.address}/cms/")

    def click(self, role: Any, name: str) -> None:
        """Click what is called so."""
        self.clicks += 1
        self.page.get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state("domcontentloaded")


@pytest.fixture
def clicker(desktop: "Page", live_server: Any) -> Iterator[Clicker]:
    """A staff member's screen."""
    made = Clicker(desktop, live_server.url)
    yield made
    assert 0 < made.clicks <= MOST


def test_open_a_batch(clicker: Clicker) -> None:
    programme = make_programme()
    make_edition(programme.courses.get().course_key)
    clicker.sign_in(staff("programme_admin", "programme", programme.uuid))
    clicker.click("link", "Batches")
    clicker.click("link", "Add a batch")
    clicker.page.locator("[name=starts_on]").fill("2026-12-01")
    clicker.page.locator("[name=name]").fill("Batch 14")
    clicker.click("button", "Save the batch")
    clicker.page.get_by_text("is open on edition 1").wait_for()
    assert Cohort.objects.get().state == "open"


def test_a_roll(clicker: Clicker) -> None:
    enrolment = make_enrolment()
    other = make_enrolment(cohort=enrolment.cohort)
    began = timezone.now() - timedelta(hours=5)
    create_session(cohorts=[enrolment.cohort], title="Day 1", starts_at=began, planned_minutes=240, by=None)
    clicker.sign_in(trainer_of(enrolment.cohort))
    clicker.click("link", "Batches")
    clicker.click("link", enrolment.cohort.name)
    clicker.click("link", "Day 1")
    clicker.page.get_by_label(other.person.display_name).fill("60")
    clicker.click("button", "Save, and mark the rest as full")
    clicker.page.get_by_text("2 new entries").wait_for()
    assert sorted(RollEntry.objects.values_list("minutes", flat=True)) == [60, 240]


def test_a_new_trainee(clicker: Clicker) -> None:
    cohort = make_cohort()
    clicker.sign_in(admin_of(cohort))
    clicker.click("link", "Batches")
    clicker.click("link", cohort.name)
    clicker.click("link", "Add a trainee")
    clicker.page.locator("[name=username]").fill("zainab7")
    clicker.page.locator("[name=display_name]").fill("Z.")
    clicker.page.locator("[name=legal_name]").fill("Zainab Example")
    clicker.click("button", "Add the trainee")
    clicker.page.get_by_role("button", name="Print the start slip").wait_for()
    assert Enrolment.objects.get().cohort == cohort
