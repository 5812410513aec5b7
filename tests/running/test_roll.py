"""The roll in minutes: corrections supersede, one session counts in two batches, bad rolls write nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.running.actions.roll import create_session, take_roll
from courses.running.errors import Refusal
from courses.running.models import ClassSession, Cohort, Enrolment, RollEntry
from courses.running.standing import standing
from tests.factories.running import give_role, make_cohort, make_enrolment, make_person, make_programme, make_superuser

pytestmark = pytest.mark.django_db


def held(*cohorts: Cohort, hours_ago: int = 5) -> ClassSession:
    """A class of four hours that has begun."""
    starts_at = timezone.now() - timedelta(hours=hours_ago)
    return create_session(cohorts=cohorts, title="Class", starts_at=starts_at, planned_minutes=240, by=None)


def minutes_of(enrolment: Enrolment) -> tuple[int, int]:
    """What the ledger says and what lists show."""
    found = Enrolment.objects.select_related("cohort__programme", "cohort__edition__manifest", "projection")
    fresh = found.get(pk=enrolment.pk)
    return standing(fresh).minutes, fresh.projection.minutes


def test_a_correction_supersedes_and_the_first_entry_stays() -> None:
    enrolment = make_enrolment()
    session = held(enrolment.cohort)
    assert take_roll(session, {enrolment.person.uuid: 200}, by=make_superuser()) == 1
    assert take_roll(session, {enrolment.person.uuid: 240}, by=make_superuser()) == 1
    assert minutes_of(enrolment) == (240, 240)
    first, second = RollEntry.objects.order_by("pk")
    assert (first.minutes, second.supersedes, second.minutes) == (200, first, 240)
    assert second.effective_at == session.starts_at + timedelta(minutes=240)


def test_the_same_roll_again_writes_nothing() -> None:
    enrolment = make_enrolment()
    session = held(enrolment.cohort)
    take_roll(session, {enrolment.person.uuid: 200}, by=None)
    before = ModelLogEntry.objects.count()
    assert take_roll(session, {enrolment.person.uuid: 200}, by=None) == 0
    assert RollEntry.objects.count() == 1
    assert ModelLogEntry.objects.count() == before


def test_one_class_counts_once_in_each_of_its_batches() -> None:
    person = make_person()
    first, second = make_enrolment(person), make_enrolment(person)
    session = held(first.cohort, second.cohort)
    take_roll(session, {person.uuid: 100}, by=None)
    assert RollEntry.objects.count() == 1
    assert minutes_of(first) == minutes_of(second) == (100, 100)


def test_minutes_of_another_batch_do_not_count() -> None:
    person = make_person()
    mine, other = make_enrolment(person), make_enrolment(person)
    take_roll(held(other.cohort), {person.uuid: 100}, by=None)
    assert minutes_of(mine) == (0, 0)


@pytest.mark.parametrize("minutes", [-1, 241])
def test_minutes_outside_the_plan_are_refused_and_nothing_is_written(minutes: int) -> None:
    good, bad = make_enrolment(), None
    bad = make_enrolment(cohort=good.cohort)
    with pytest.raises(Refusal, match="0 to 240"):
        take_roll(held(good.cohort), {good.person.uuid: 60, bad.person.uuid: minutes}, by=None)
    assert not RollEntry.objects.exists()


def test_a_stranger_on_the_roll_is_refused() -> None:
    enrolment = make_enrolment()
    with pytest.raises(Refusal, match="not in this class"):
        take_roll(held(enrolment.cohort), {enrolment.person.uuid: 60, make_person().uuid: 60}, by=None)
    assert not RollEntry.objects.exists()


def test_a_class_that_has_not_begun_has_no_roll() -> None:
    enrolment = make_enrolment()
    with pytest.raises(Refusal, match="has not begun"):
        take_roll(held(enrolment.cohort, hours_ago=-1), {enrolment.person.uuid: 60}, by=None)


def test_a_trainer_takes_the_roll_of_her_course_and_of_no_other() -> None:
    enrolment, elsewhere = make_enrolment(), make_enrolment()
    trainer = make_person()
    give_role(trainer, "trainer", "course", enrolment.cohort.course_key)
    assert take_roll(held(enrolment.cohort), {enrolment.person.uuid: 60}, by=trainer) == 1
    with pytest.raises(Refusal):
        take_roll(held(elsewhere.cohort), {elsewhere.person.uuid: 60}, by=trainer)
    # A class of both batches: she writes her own trainees, not the others.
    both = held(enrolment.cohort, elsewhere.cohort)
    with pytest.raises(Refusal, match="not in this class"):
        take_roll(both, {elsewhere.person.uuid: 60}, by=trainer)


def test_the_database_itself_keeps_one_chain() -> None:
    enrolment = make_enrolment()
    session = held(enrolment.cohort)
    take_roll(session, {enrolment.person.uuid: 60}, by=None)
    first = RollEntry.objects.get()
    values = {"session": session, "person": enrolment.person, "kind": "minutes", "minutes": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        RollEntry.objects.create(**values)
    RollEntry.objects.create(**values, supersedes=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        RollEntry.objects.create(**values, supersedes=first)


def test_the_audit_log_names_rows_and_no_person() -> None:
    person = make_person(display_name="Canary Display", legal_name="Canary Legal")
    enrolment = make_enrolment(person)
    take_roll(held(enrolment.cohort), {person.uuid: 60}, by=make_superuser())
    entry = ModelLogEntry.objects.get(action="hunar_running.take_roll")
    assert entry.data == {"entries": [str(RollEntry.objects.get().uuid)]}
    assert not any("Canary" in f"{row.label} {row.data}" for row in ModelLogEntry.objects.all())


def test_a_class_longer_than_a_day_is_no_class() -> None:
    with pytest.raises(ValidationError):
        create_session(cohorts=[make_cohort()], title="Class", starts_at=timezone.now(), planned_minutes=1441, by=None)


def test_minutes_open_the_door_of_a_programme_that_waits_for_them() -> None:
    window = {"basis": "minutes_reached", "days": 30, "minutes": 240}
    enrolment = make_enrolment(cohort=make_cohort(make_programme(window=window)))
    assert enrolment.cohort.programme.rules.window.minutes == 240
    session = held(enrolment.cohort)
    take_roll(session, {enrolment.person.uuid: 239}, by=None)
    assert standing(enrolment).decision.reason == "minutes_short"
    take_roll(session, {enrolment.person.uuid: 240}, by=None)
    assert standing(enrolment).decision.open
    enrolment.projection.refresh_from_db()
    assert enrolment.projection.opens_at == session.starts_at + timedelta(minutes=240)
