"""Two at once: records, completion and windows come out as if they had followed one another."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from courses.running.actions.enrolments import enrol
from courses.running.actions.progress import record_activity
from courses.running.actions.roll import create_session, take_roll
from courses.running.actions.watching import watch
from courses.running.actions.windows import extend
from courses.running.models import ActivityRecord, Enrolment, RollEntry, WatchedLecture
from courses.running.signals import course_completed
from courses.running.standing import standing
from tests.factories.running import lesson, make_cohort, make_enrolment, make_person, make_programme, quiz

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def together(acts: list[Callable[[], Any]]) -> list[Any]:
    """Run all at once, each on a connection of its own."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, acts))


def test_one_record_and_the_best_score_of_many_at_once() -> None:
    enrolment = make_enrolment(cohort=make_cohort(activities=[quiz(), lesson()]))
    key = standing(enrolment).activities[0].key

    def score(marks: int) -> Callable[[], Any]:
        return lambda: record_activity(
            enrolment.person,
            key,
            enrolment.cohort.edition,
            done=marks >= 6,
            score=Decimal(marks),
            max_score=Decimal(10),
            at=timezone.now(),
        )

    together([score(marks) for marks in (3, 9, 1, 10, 6, 2, 8, 5)])
    record = ActivityRecord.objects.get()
    assert (record.best_score, record.state) == (10, "done")


def test_many_phones_that_tell_at_once_lose_no_second() -> None:
    entry = {"seconds": 600.0, "synthetic_voice": False, "renditions": []}
    enrolment = make_enrolment(cohort=make_cohort(activities=[lesson("Talk", lectures={"en": entry})]))
    activity, now = standing(enrolment).activities[0], timezone.now()
    began = now - timedelta(days=1)
    for number in range(THREADS):
        watch(enrolment.person, activity, [], device=str(number), began=began, at=began)

    def tell(number: int) -> Callable[[], Any]:
        stretches = [(50 * number, 50 * number + 60), (0, 10)]
        return lambda: watch(enrolment.person, activity, stretches, device=str(number), began=began, at=now)

    together([tell(number) for number in range(THREADS)] * 2)
    row = WatchedLecture.objects.get()
    assert (row.counted, row.waiting, row.seconds) == ([[0, 50 * THREADS + 10]], [], 50 * THREADS + 10)


def test_the_last_two_lessons_finished_at_once_complete_the_course_once() -> None:
    told: list[Enrolment] = []

    def hear(enrolment: Enrolment, **_: Any) -> None:
        told.append(enrolment)

    activities = [lesson(f"Lesson {n}") for n in range(THREADS)]
    free = make_programme(planned_minutes=0, required_minutes=0)
    enrolment = make_enrolment(cohort=make_cohort(free, activities))
    edition = enrolment.cohort.edition

    def finish(key: Any) -> Callable[[], Any]:
        return lambda: record_activity(enrolment.person, key, edition, done=True, at=timezone.now())

    course_completed.connect(hear)
    try:
        together([finish(activity.key) for activity in standing(enrolment).activities])
    finally:
        course_completed.disconnect(hear)
    assert told == [enrolment]
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


def test_days_given_by_many_at_once_all_count() -> None:
    enrolment = make_enrolment()
    before = standing(enrolment).decision.closes_at
    together([lambda: extend(enrolment, days=2, reason="illness", by=None)] * THREADS)
    closes = standing(enrolment).decision.closes_at
    assert closes == before + timedelta(days=2 * THREADS)
    enrolment.projection.refresh_from_db()
    assert enrolment.projection.closes_at == closes


def test_one_roll_saved_twice_at_once_is_one_roll() -> None:
    enrolment = make_enrolment()
    began = timezone.now() - timedelta(hours=5)
    session = create_session(cohorts=[enrolment.cohort], title="Class", starts_at=began, planned_minutes=240, by=None)
    written = together([lambda: take_roll(session, {enrolment.person.uuid: 200}, by=None)] * THREADS)
    assert sorted(written) == [0] * (THREADS - 1) + [1]
    assert RollEntry.objects.count() == 1


def test_enrolled_at_once_is_enrolled_once() -> None:
    person, cohort = make_person(), make_cohort()
    together([lambda: enrol(person, cohort, by=None)] * THREADS)
    assert Enrolment.objects.count() == 1
