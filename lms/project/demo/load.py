"""Loading the demo, once: a second call finds it and changes nothing."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from assessments.api import create_question
from courses.authoring.api import make_edition
from courses.authoring.models import CataloguePage, CoursePage, Edition
from courses.running.api import create_cohort, create_programme, open_cohort
from courses.running.models import Cohort, Programme
from lms.people.models import Centre, Person
from lms.project.demo import lectures_to_come, pages, people, reader, stages, wana
from lms.project.site.first_pages import catalogues

PROGRAMME = UUID("6f0b6bb4-3c5e-4a43-8d1a-1f4a3c7d5e10")
ZONE = ZoneInfo("Asia/Karachi")


class RealAccounts(Exception):
    """The site has accounts that are not the demo's."""


def is_loaded() -> bool:
    """Whether the demo stands in this database."""
    return Programme.objects.filter(uuid=PROGRAMME).exists()


def refuse_real_accounts() -> None:
    """The demo never mixes with real people."""
    if get_user_model().objects.exclude(hunar_person__demo=True).exists():
        raise RealAccounts(
            "This site has real accounts, so the demo was not loaded and nothing was changed. "
            "Point DATABASE_URL and HUNAR_DATA at an empty place to look at the demo."
        )


@transaction.atomic
def load() -> None:
    """Everything the demo needs, in one transaction; its recordings follow as jobs."""
    refuse_real_accounts()
    if is_loaded():
        return
    courses = reader.courses()
    catalogue = catalogues()
    guide = reader.guide()
    pages.guide_pages(catalogue, guide["screens"], guide["title"])
    course_pages = [make_course(catalogue, course) for course in courses]
    programme = make_programme(course_pages)
    admin = people.make_staff_with_roles(programme, course_pages)
    editions = [make_edition(page, by=admin) for page in course_pages]
    make_cohorts(programme, editions)
    lectures_to_come.begin()


def make_course(catalogue: dict[str, CataloguePage], course: reader.Course) -> CoursePage:
    """One course: its question bank, then its pages."""
    page = pages.course_pages(catalogue, course)
    for entry in course.bank:
        body: dict[str, Any] = {name: entry[name] for name in ("prompt", "options", "feedback") if name in entry}
        create_question(
            course_key=people.course_key(page),
            slug=entry["slug"],
            kind=entry["kind"],
            body=body,
            tags=entry.get("tags", []),
            by=None,
        )
    return page


def make_programme(course_pages: list[CoursePage]) -> Programme:
    """The one programme: 48 hours planned in a room, thirty days on line, every paper a specimen."""
    return create_programme(
        name="Youth Employment Programme",
        name_ur="یوتھ ایمپلائمنٹ پروگرام",
        specimen=True,
        course_keys=[people.course_key(page) for page in course_pages],
        uuid=PROGRAMME,
        by=None,
    )


def make_cohorts(programme: Programme, editions: list[Edition]) -> None:
    """Batches for women, two open and one planned, and a batch whose window is over; people at every stage."""
    mardan, peshawar = people.make_centres()
    today = timezone.now().astimezone(ZONE).date()
    running = make_cohort(
        programme, editions[0], "Batch 12, Mardan", "بیچ 12، مردان", today - timedelta(days=9), mardan
    )
    over = make_cohort(
        programme, editions[-1], "Batch 11, Peshawar", "بیچ 11، پشاور", today - timedelta(days=45), peshawar
    )
    plan_cohort(programme, editions[0], "Batch 13, Mardan", "بیچ 13، مردان", today + timedelta(days=24), mardan)
    persons = {people.make_trainee(trainee): trainee.stage for trainee in people.TRAINEES}
    fill(running, {person: stage for person, stage in persons.items() if person.gender == "f"})
    fill(over, {person: stage for person, stage in persons.items() if person.gender == "m"})
    wana.make_batch(programme, editions[0], today - timedelta(days=12), str(ZONE))


def make_cohort(
    programme: Programme, edition: Edition, name: str, name_ur: str, starts_on: date, centre: Centre
) -> Cohort:
    """One open batch, pinned to its edition."""
    cohort = plan_cohort(programme, edition, name, name_ur, starts_on, centre)
    open_cohort(cohort, edition, by=None)
    return cohort


def plan_cohort(
    programme: Programme, edition: Edition, name: str, name_ur: str, starts_on: date, centre: Centre
) -> Cohort:
    """One batch of the edition's course that is not open yet."""
    return create_cohort(
        programme=programme,
        course_key=edition.course_key,
        name=name,
        name_ur=name_ur,
        starts_on=starts_on,
        centre=centre,
        women_only=bool(centre.women_hours),
        time_zone=str(ZONE),
        by=None,
    )


def fill(cohort: Cohort, persons: dict[Person, str]) -> None:
    """Enrol everybody, hold the classes, record what was done, give the certificates that are due."""
    first = datetime.combine(cohort.starts_on + timedelta(days=2), time(9), tzinfo=ZONE)
    enrolments = {}
    for person, stage in persons.items():
        enrolments[person] = stages.bring_to_stage(person, cohort, stage, first)
    stages.hold_classes(cohort, persons, first)
    for person, stage in persons.items():
        if stage == "certified":
            stages.certify(enrolments[person])
