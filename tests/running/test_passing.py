"""The pass rule: Youth Employment Programme, 48 hours in a room and thirty days on line."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.running.access.facts import Missing
from courses.running.access.words import missing_words
from courses.running.actions.progress import record_activity
from courses.running.actions.roll import create_session, take_roll
from courses.running.models import Enrolment
from courses.running.passing import Done, PassFacts, Step, judge
from courses.running.policy import read_policy
from courses.running.standing import next_activity, standing
from tests.factories.running import lesson, make_cohort, make_enrolment, make_programme, quiz
from tests.running.conftest import Signed

FULL = 2880


def on_the_last_day(minutes: int) -> Enrolment:
    """A trainee on day 30 of Graphic Design with all lessons, a passing score and these minutes in class."""
    programme = make_programme(planned_minutes=FULL, required_minutes=FULL)
    starts_on = timezone.localdate() - timedelta(days=29)
    activities = [lesson("See"), lesson("Colour"), quiz("Quiz 1"), lesson("A logo"), lesson("Prices")]
    enrolment = make_enrolment(cohort=make_cohort(programme, activities, starts_on=starts_on))
    attend(enrolment, minutes)
    for activity in standing(enrolment).activities:
        marks: dict[str, Any] = {"score": Decimal(6), "max_score": Decimal(10)} if activity.kind == "quiz" else {}
        edition = enrolment.cohort.edition
        record_activity(enrolment.person, activity.key, edition, done=True, at=timezone.now(), **marks)
    enrolment.refresh_from_db()
    return enrolment


def attend(enrolment: Enrolment, minutes: int) -> None:
    """Minutes in class, at most eight hours a day."""
    day = timezone.now() - timedelta(days=20)
    while minutes > 0:
        session = create_session(cohorts=[enrolment.cohort], title="Class", starts_at=day, planned_minutes=480, by=None)
        take_roll(session, {enrolment.person.uuid: min(minutes, 480)}, by=None)
        minutes, day = minutes - 480, day + timedelta(days=1)


@pytest.mark.django_db
def test_with_every_minute_a_certificate_can_be_issued_on_day_thirty() -> None:
    enrolment = on_the_last_day(FULL)
    stands = standing(enrolment)
    assert stands.decision.open
    assert stands.passed
    assert enrolment.completed_at is not None


@pytest.mark.django_db
def test_one_minute_short_is_refused_and_the_minute_is_named() -> None:
    enrolment = on_the_last_day(FULL - 1)
    stands = standing(enrolment)
    assert not stands.passed
    assert stands.result.missing == (Missing("minutes", 2879, 2880),)
    assert "1</bdi> minute in class is missing" in missing_words(stands.result.missing[0], stands.manifest)
    assert enrolment.completed_at is None


@pytest.mark.django_db
def test_after_the_window_lessons_are_locked_and_marks_and_attendance_stay(signed: Signed) -> None:
    enrolment = on_the_last_day(FULL)
    enrolment.cohort.starts_on = timezone.localdate() - timedelta(days=30)
    enrolment.cohort.save()
    client = signed(enrolment.person)
    for activity in standing(enrolment).activities:
        page = reverse("hunar_running:activity", args=[enrolment.uuid, activity.key])
        assert client.get(page).status_code == 403
    marks = client.get(reverse("hunar_running:marks", args=[enrolment.uuid])).content.decode()
    assert "6 of 10" in marks
    assert "48</bdi> hours" in marks
    assert "You have all that this course asks for." in marks


@pytest.mark.django_db
def test_evidence_is_a_copy_that_survives_its_rows() -> None:
    enrolment = on_the_last_day(FULL)
    evidence = standing(enrolment).evidence
    cohort = enrolment.cohort
    assert evidence["passed"] is True
    assert evidence["minutes"] == FULL
    assert evidence["edition"] == {"number": 1, "hash": cohort.edition.hash}
    assert evidence["rule"] == cohort.programme.policy
    assert evidence["activities"][2]["score"] == "6"
    assert all(item["done_at"].endswith("Z") for item in evidence["activities"])
    assert enrolment.person.display_name not in str(evidence)
    cohort.programme.policy["required_minutes"] = 0
    assert evidence["rule"]["required_minutes"] == FULL


@pytest.mark.django_db
def test_the_next_thing_is_the_first_required_one_not_done() -> None:
    activities = [lesson("Extra", required=False), lesson("First"), lesson("Second")]
    enrolment = make_enrolment(cohort=make_cohort(activities=activities))
    edition = enrolment.cohort.edition
    order = []
    while (found := next_activity(standing(enrolment))) is not None:
        order.append(found.title("en"))
        record_activity(enrolment.person, found.key, edition, done=True, at=timezone.now())
    assert order == ["First", "Second", "Extra"]


def facts(
    minutes: int = 0, *, percent: int = 60, score: int | None = None, done: bool = True, **policy: Any
) -> PassFacts:
    """One lesson and one quiz of ten marks."""
    rule = {"planned_minutes": 100, "required_minutes": 80, "pass": {"pass_percent": percent}} | policy
    records = {"lesson": Done(done)}
    if score is not None:
        records["quiz"] = Done(done=True, score=Decimal(score), max_score=Decimal(10))
    return PassFacts(read_policy(rule), (Step("lesson"), Step("quiz", percent=percent)), records, minutes)


@pytest.mark.parametrize(
    ("given_facts", "kinds"),
    [
        (facts(80, score=6), []),
        (facts(79, score=6), ["minutes"]),
        (facts(80, score=5), ["marks"]),
        (facts(80, score=None), ["activity"]),
        (facts(80, score=6, done=False), ["activity"]),
        (facts(0, score=6, **{"pass": {"minutes": False}}), []),
        (facts(80, score=0, done=False, **{"pass": {"required_activities": False}}), []),
    ],
)
def test_each_part_of_the_rule_is_asked_for(given_facts: PassFacts, kinds: list[str]) -> None:
    result = judge(given_facts)
    assert [item.kind for item in result.missing] == kinds
    assert result.passed == (not kinds)


def test_an_optional_activity_is_not_asked_for() -> None:
    base = facts(80, score=6)
    extra = PassFacts(base.policy, (*base.steps, Step("more", required=False)), base.done, base.minutes)
    assert judge(extra).passed


def test_an_empty_edition_passes_nobody() -> None:
    base = facts(80)
    assert not judge(PassFacts(base.policy, (), {}, 80)).passed


@given(score=st.integers(0, 700), most=st.integers(1, 700), percent=st.integers(0, 100))
def test_marks_are_never_rounded_into_a_pass(score: int, most: int, percent: int) -> None:
    score = min(score, most)
    done = {"quiz": Done(done=True, score=Decimal(score), max_score=Decimal(most))}
    policy = read_policy({"required_minutes": 0, "pass": {"pass_percent": percent}})
    passed = judge(PassFacts(policy, (Step("quiz", percent=percent),), done, 0)).passed
    assert passed == (Decimal(score) / Decimal(most) * 100 >= percent)
