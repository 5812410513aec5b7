"""Each staff task is done in four clicks or fewer from Wagtail's menu, the last button included."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from certificates.models import Award
from courses.authoring.api import make_edition
from courses.authoring.models import CoursePage, LessonPage
from courses.running.api import close, record_activity
from courses.running.models import AccessEntry, Cohort, Enrolment, RollEntry
from lms.foundation.models import Job
from lms.foundation.work.runner import run
from lms.people.api import CERTIFICATE_OFFICER, PROGRAMME_ADMIN, TRAINER, Scope, assign_role
from lms.people.models import Person
from media_pipeline.models import Recording
from tests.factories.authoring import make_lesson, make_person, make_small_course
from tests.factories.running import make_enrolment, make_programme
from tests.factories.running import make_person as make_trainee

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 4


@dataclass
class Desk:
    """A released course, an open and a planned batch, one trainee who is through and one who is not."""

    course: CoursePage
    open: Cohort
    planned: Cohort
    begun: Enrolment
    staff: dict[str, Person]


@pytest.fixture
def desk(live_server: Any) -> Desk:
    course = make_small_course("Sign painting")
    programme = make_programme(course_key=course.key, required_minutes=0)
    edition = make_edition(course, by=None)
    place = Scope("programme", programme.uuid)
    where = {TRAINER: Scope("course", course.key), PROGRAMME_ADMIN: place, CERTIFICATE_OFFICER: place}
    staff = {role: make_person() for role in where}
    for role, person in staff.items():
        assign_role(person, role, where[role], by=None)
    first = timezone.localdate() - timedelta(days=3)
    common = {"programme": programme, "course_key": course.key, "starts_on": first}
    opened = Cohort.objects.create(name="Open batch", edition=edition, state="open", opened_at=timezone.now(), **common)
    planned = Cohort.objects.create(name="Planned batch", **common)
    through, begun = (make_enrolment(make_trainee(), opened) for _ in range(2))
    for lesson in LessonPage.objects.all():
        record_activity(through.person, lesson.key, edition, done=True, at=timezone.now())
    return Desk(course=course, open=opened, planned=planned, begun=begun, staff=staff)


class Clicks:
    """A staff member's screen that counts what she clicks after the menu has opened."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.count = 0

    def link(self, name: str) -> None:
        """Click a link by what it says."""
        self._click("link", name)

    def button(self, name: str) -> None:
        """Click a button by what it says."""
        self._click("button", name)

    def _click(self, role: Any, name: str) -> None:
        self.count += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")


@pytest.fixture
def sit_down(desk: Desk, desktop: "Page", live_server: Any) -> "Iterator[Callable[[str], Clicks]]":
    """Sit down at Wagtail's first screen as somebody with a role."""

    def begin(role: str) -> Clicks:
        client = Client()
        client.force_login(desk.staff[role].user)
        session = {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": live_server.url}
        desktop.context.add_cookies([session])
        desktop.goto(f"{live_server.url}/cms/")
        return Clicks(desktop)

    yield begin
    desktop.goto("about:blank")


def test_a_trainer_edits_a_lesson(sit_down: Callable[[str], Clicks]) -> None:
    at = sit_down(TRAINER)
    at.link("Courses")
    at.link("Lessons")
    at.link("First")
    at.page.locator("#id_title").fill("First of all")
    at.button("Save draft")
    at.page.get_by_text("has been", exact=False).first.wait_for()
    assert LessonPage.objects.get(title="First").get_latest_revision_as_object().title == "First of all"
    assert at.count <= MOST


def test_a_trainer_uploads_a_recording_and_sees_it_wait(sit_down: Callable[[str], Clicks], tmp_path: Path) -> None:
    at = sit_down(TRAINER)
    at.link("Recordings")
    at.link("Add recording")
    file = tmp_path / "lecture.mp4"
    file.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(2000))
    at.page.locator("#id_title").fill("A lecture")
    at.page.locator("input[type=file]").set_input_files(file)
    at.button("Upload")
    at.page.get_by_text("A lecture").first.wait_for()
    assert Recording.objects.get().state == "waiting"
    assert at.count <= MOST


def test_an_admin_releases_a_course(sit_down: Callable[[str], Clicks], desk: Desk) -> None:
    make_lesson(LessonPage.objects.first().get_parent().specific)
    at = sit_down(PROGRAMME_ADMIN)
    at.link("Courses")
    at.link("Release")
    at.button("Release")
    assert Job.objects.filter(kind="courses.release", payload__course=str(desk.course.key)).exists()
    assert at.count <= MOST


def test_a_mended_letter_reaches_the_running_batch(sit_down: Callable[[str], Clicks], desk: Desk) -> None:
    lesson = LessonPage.objects.get(title="First")
    lesson.title = "First of all"
    lesson.save_revision().publish()
    at = sit_down(PROGRAMME_ADMIN)
    at.link("Courses")
    at.link("Release")
    at.page.get_by_text("“First of all”: its title changed.").wait_for()
    at.button("Correct running batches now")
    job = Job.objects.get(kind="courses.release", payload__course=str(desk.course.key))
    run(job.uuid)
    desk.open.refresh_from_db()
    assert (desk.open.edition.number, desk.open.edition.corrects.number) == (2, 1)
    assert at.count <= 3


def test_an_admin_opens_a_batch(sit_down: Callable[[str], Clicks], desk: Desk) -> None:
    at = sit_down(PROGRAMME_ADMIN)
    at.link("Batches")
    at.link("Planned batch")
    at.button("Open on edition 1")
    desk.planned.refresh_from_db()
    assert desk.planned.state == "open"
    assert at.count <= MOST


def test_an_admin_gives_a_trainee_more_days(sit_down: Callable[[str], Clicks], desk: Desk) -> None:
    at = sit_down(PROGRAMME_ADMIN)
    at.link("Batches")
    at.link("Open batch")
    at.link(desk.begun.person.display_name)
    at.page.locator("[name=days]").fill("7")
    at.page.locator("[name=reason]").first.select_option("power_cut")
    at.button("Give the days")
    assert AccessEntry.objects.get().days == 7
    assert at.count <= MOST


def test_an_admin_takes_a_roll_in_minutes(sit_down: Callable[[str], Clicks], desk: Desk) -> None:
    at = sit_down(PROGRAMME_ADMIN)
    at.link("Batches")
    at.link("Open batch")
    at.link("Take a roll")
    at.page.locator("[name=title]").fill("First day")
    at.page.locator(f"[name='m-{desk.begun.person.uuid}']").fill("120")
    at.button("Save the roll")
    assert RollEntry.objects.get().minutes == 120
    assert at.count <= MOST


def test_an_officer_issues_certificates(sit_down: Callable[[str], Clicks], desk: Desk) -> None:
    close(desk.begun, reason="mistake", by=None)
    at = sit_down(CERTIFICATE_OFFICER)
    at.link("Certificates")
    at.link("Open batch")
    at.button("Issue to all that are ticked")
    assert Award.objects.count() == 1
    assert at.count <= MOST
