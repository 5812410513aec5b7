"""Outline, lesson and file ask the database the same few times, whatever the size of course and batch."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.running.access.store import refresh_projections
from courses.running.models import ActivityRecord, ClassSession, Cohort, Enrolment, RollEntry
from lms.foundation.api import store_bytes
from lms.people.models import Person
from tests.factories.running import lesson, make_cohort, make_enrolment
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
MOST = 6


def grow(cohort: Cohort, *, trainees: int, classes: int) -> None:
    """Fill a batch with trainees, classes, rolls and records; five hundred at most come to class."""
    people = Person.objects.bulk_create([Person(display_name=f"P{n}") for n in range(trainees)])
    now = timezone.now()
    Enrolment.objects.bulk_create([Enrolment(person=one, cohort=cohort, enrolled_at=now) for one in people])
    everybody = list(Person.objects.filter(enrolments__cohort=cohort).order_by("pk")[:500])
    for day in range(classes):
        starts_at = now - timedelta(days=day + 1)
        session = ClassSession.objects.create(title="Class", starts_at=starts_at, planned_minutes=60)
        session.cohorts.add(cohort)
        RollEntry.objects.bulk_create(
            [RollEntry(session=session, person=one, kind="minutes", minutes=10) for one in everybody]
        )
    keys = [activity["key"] for activity in cohort.activities_made]  # type: ignore[attr-defined]
    mine = [ActivityRecord(person=everybody[0], activity_key=key, edition=cohort.edition, first_at=now) for key in keys]
    ActivityRecord.objects.bulk_create(mine)
    refresh_projections(cohort.enrolments.filter(person__in=everybody).values_list("pk", flat=True))


def taken(response: Any) -> int:
    """The status of a response whose bytes were all taken."""
    b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code


def queries_of(client: Client, address: str) -> list[str]:
    """What one page asks the database once the process has read the edition."""
    taken(client.get(address))
    with CaptureQueriesContext(connection) as asked:
        assert taken(client.get(address)) == 200
    return [query["sql"] for query in asked.captured_queries]


def pages(enrolment: Enrolment, key: Any, sha256: str) -> dict[str, str]:
    """The addresses that are counted."""
    activity = reverse("hunar_running:activity", args=[enrolment.uuid, key])
    return {
        "outline": reverse("hunar_running:course", args=[enrolment.uuid]),
        "lesson": activity,
        "file": reverse("hunar_running:file", args=[enrolment.uuid, key, sha256, "m4a"]),
        "marks": reverse("hunar_running:marks", args=[enrolment.uuid]),
    }


def asked_in(signed: Signed, *, activities: int, trainees: int, classes: int) -> dict[str, list[str]]:
    """Every counted page in a course and batch of this size."""
    sound = store_bytes(b"sound", suffix="m4a", content_type="audio/mp4")
    made = [lesson(f"Lesson {n}", files=[sound]) for n in range(activities)]
    cohort = make_cohort(activities=[dict(item) for item in made])
    cohort.activities_made = made
    enrolment = make_enrolment(cohort=cohort)
    grow(cohort, trainees=trainees, classes=classes)
    client = signed(enrolment.person)
    addresses = pages(enrolment, made[0]["key"], sound.sha256)
    return {name: queries_of(client, address) for name, address in addresses.items()}


def test_a_large_course_and_batch_ask_no_more_than_a_small_one(signed: Signed) -> None:
    small = asked_in(signed, activities=1, trainees=5, classes=1)
    large = asked_in(signed, activities=500, trainees=20_000, classes=20)
    for name in small:
        assert len(small[name]) == len(large[name]), name
    for name in ("outline", "lesson", "file"):
        assert len(large[name]) <= MOST, large[name]


def test_nothing_a_trainee_opens_reads_the_page_tree(signed: Signed) -> None:
    for name, asked in asked_in(signed, activities=3, trainees=5, classes=1).items():
        assert not [sql for sql in asked if "wagtailcore_page" in sql or "hunar_courses_coursepage" in sql], name
