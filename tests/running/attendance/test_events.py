"""Events join the one query for a window, and change nothing where no programme lists them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.running.access.ledger import read_facts
from courses.running.actions.roll import create_at_centre, take_roll
from courses.running.models import ClassSession, Cohort, Enrolment
from courses.running.querysets import enrolments
from tests.factories.attendance import batch_at_a_centre, make_class, trainee
from tests.factories.running import make_enrolment

pytestmark = pytest.mark.django_db


def event(cohort: Cohort, kind: str = "confidence", days_ago: int = 0) -> ClassSession:
    starts_at = timezone.now() - timedelta(days=days_ago, hours=3)
    values = {"title": "Event", "event_type": kind, "starts_at": starts_at, "planned_minutes": 120}
    return create_at_centre(cohort.centre, "event", by=None, **values)


def counted(*found: Enrolment) -> list[int]:
    rows = list(enrolments().filter(pk__in=[each.pk for each in found]).order_by("pk"))
    with CaptureQueriesContext(connection) as queries:
        facts = read_facts(rows)
    assert len(queries) == 1
    return [sum(item.minutes for item in facts[row.pk].roll) for row in rows]


def test_events_and_classes_add_up_in_one_query() -> None:
    cohort, plain = batch_at_a_centre(event_types=["confidence"]), batch_at_a_centre(event_types=["sports"])
    her = trainee(cohort)
    other = make_enrolment(her.person, plain)
    take_roll(make_class(cohort), {her.person.uuid: 200}, by=None)
    take_roll(event(cohort), {her.person.uuid: 120}, by=None)
    take_roll(event(cohort, "sports"), {her.person.uuid: 60}, by=None)
    assert counted(her, other) == [320, 60]


def test_an_event_before_the_first_day_counts_nowhere() -> None:
    cohort = batch_at_a_centre(event_types=["confidence"])
    her = trainee(cohort)
    take_roll(event(cohort, days_ago=6), {her.person.uuid: 120}, by=None)
    assert counted(her) == [0]


def test_a_corrected_event_counts_its_correction() -> None:
    cohort = batch_at_a_centre(event_types=["confidence"])
    her = trainee(cohort)
    held = event(cohort)
    take_roll(held, {her.person.uuid: 120}, by=None)
    take_roll(held, {her.person.uuid: 30}, by=None)
    assert counted(her) == [30]
    her.projection.refresh_from_db()
    assert her.projection.minutes == 30
