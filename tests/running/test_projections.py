"""Projections are only the ledgers said again: made anew from nothing they come out the same."""

import random
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.running.access.ledger import read_facts
from courses.running.access.project import project
from courses.running.actions.enrolments import enrol, withdraw
from courses.running.actions.programmes import change_programme
from courses.running.actions.roll import create_session, take_roll
from courses.running.actions.windows import close, extend, undo
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, AccessProjection, Enrolment
from tests.factories.running import make_cohort, make_enrolment, make_person, make_programme

pytestmark = pytest.mark.django_db


def listed() -> list[tuple[object, ...]]:
    return sorted(AccessProjection.objects.values_list("enrolment", "opens_at", "closes_at", "minutes", "state"))


def some_work(seed: int) -> None:
    """Staff at work on two batches, one that waits for minutes."""
    dice = random.Random(seed)
    waiting = make_programme(window={"basis": "minutes_reached", "days": 10, "minutes": 300})
    cohorts = [make_cohort(), make_cohort(waiting)]
    people = [make_person() for _ in range(4)]
    enrolments = [enrol(person, cohort, by=None) for person in people for cohort in cohorts]
    for day in range(25):
        enrolment = dice.choice(enrolments)
        verb = dice.choice(["extend", "extend", "close", "undo", "roll", "roll", "withdraw", "back"])
        if verb == "extend":
            extend(enrolment, days=dice.randint(1, 30), reason="illness", by=None)
        elif verb == "close":
            close(enrolment, reason="left", by=None, at=timezone.now() + timedelta(days=dice.randint(-3, 3)))
        elif verb == "undo":
            entry = enrolment.access_entries.exclude(kind="undo").order_by("?").first()
            if entry and not AccessEntry.objects.filter(supersedes=entry).exists():
                undo(entry, by=None)
        elif verb == "roll" and enrolment.state == "active":
            began = timezone.now() - timedelta(days=day + 1)
            session = create_session(cohorts=cohorts, title="Class", starts_at=began, planned_minutes=240, by=None)
            take_roll(session, {enrolment.person.uuid: dice.randint(0, 240)}, by=None)
        elif verb == "withdraw":
            withdraw(enrolment, by=None)
        elif verb == "back":
            enrol(enrolment.person, enrolment.cohort, by=None)
            enrolment.refresh_from_db()


@pytest.mark.parametrize("seed", range(6))
def test_rebuilding_changes_nothing(seed: int) -> None:
    some_work(seed)
    before = listed()
    assert len(before) == Enrolment.objects.count() == 8
    call_command("rebuild", verbosity=0)
    assert listed() == before
    AccessProjection.objects.all().delete()
    call_command("rebuild", verbosity=0)
    assert listed() == before


def test_rebuilding_mends_what_somebody_wrote_by_hand() -> None:
    enrolment = make_enrolment()
    before = listed()
    AccessProjection.objects.update(minutes=999, closes_at=timezone.now() + timedelta(days=999), state="closed")
    call_command("rebuild", verbosity=0)
    assert listed() == before
    made = project(read_facts([enrolment])[enrolment.pk])
    assert made.closes_at == AccessProjection.objects.get().closes_at


def test_a_changed_policy_moves_every_window_of_its_programme() -> None:
    enrolment = make_enrolment()
    before = AccessProjection.objects.get().closes_at
    programme = enrolment.cohort.programme
    programme.policy = programme.policy | {"window": {"basis": "cohort_start", "days": 31, "minutes": None}}
    change_programme(programme, by=None)
    assert AccessProjection.objects.get().closes_at - before == timedelta(days=1)


def test_each_change_of_a_window_leaves_one_line_in_the_audit_log() -> None:
    enrolment = make_enrolment()
    first = extend(enrolment, days=3, reason="illness", by=None)
    undo(first, by=None)
    shut = close(enrolment, reason="left", by=None)
    lines = ModelLogEntry.objects.filter(action__startswith="hunar_running.").order_by("pk")
    assert [line.action for line in lines] == [f"hunar_running.{verb}" for verb in ("extend", "undo", "close")]
    assert [line.data["entry"] for line in lines][0::2] == [str(first.uuid), str(shut.uuid)]
    assert "illness" not in str([line.data for line in lines])


def test_an_entry_is_taken_back_once_and_never_changed() -> None:
    entry = extend(make_enrolment(), days=3, reason="illness", by=None)
    undo(entry, by=None)
    with pytest.raises(Refusal, match="already taken this back"):
        undo(entry, by=None)
    entry.days = 30
    with pytest.raises(TypeError):
        entry.save()


@pytest.mark.parametrize("days", [0, -1, 367])
def test_only_sensible_numbers_of_days(days: int) -> None:
    with pytest.raises(Refusal, match="1 to 366 days"):
        extend(make_enrolment(), days=days, reason="illness", by=None)
    assert not AccessEntry.objects.exists()


def test_a_window_is_changed_for_a_known_reason() -> None:
    with pytest.raises(Refusal, match="reason"):
        extend(make_enrolment(), days=1, reason="her cousin Gul says so", by=None)
