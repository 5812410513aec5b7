"""Who can be added to a batch, and when a batch is open: enforced on the server."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.running.actions.cohorts import create_cohort, end_cohort, open_cohort
from courses.running.actions.enrolments import enrol, withdraw
from courses.running.errors import Refusal
from courses.running.models import Cohort, Enrolment
from courses.running.standing import standing
from tests.factories.running import (
    give_role,
    make_cohort,
    make_edition,
    make_enrolment,
    make_person,
    make_programme,
    make_superuser,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("gender", ["m", "x", ""])
def test_a_batch_for_women_refuses_everybody_else_with_a_sentence(gender: str) -> None:
    cohort = make_cohort(women_only=True)
    with pytest.raises(Refusal, match="women only"):
        enrol(make_person(gender=gender), cohort, by=make_superuser())
    assert not Enrolment.objects.exists()


def test_a_batch_for_women_takes_a_woman() -> None:
    cohort = make_cohort(women_only=True)
    enrolment = enrol(make_person(gender="f"), cohort, by=make_superuser())
    assert enrolment.projection.state == "dated"


def test_a_man_withdrawn_before_cannot_come_back_into_a_batch_for_women() -> None:
    enrolment = make_enrolment(make_person(gender="m"))
    withdraw(enrolment, by=None)
    Cohort.objects.update(women_only=True)
    enrolment.cohort.refresh_from_db()
    with pytest.raises(Refusal):
        enrol(enrolment.person, enrolment.cohort, by=None)


def test_enrolling_twice_is_enrolling_once() -> None:
    person, cohort = make_person(), make_cohort()
    assert enrol(person, cohort, by=None) == enrol(person, cohort, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(person=person, cohort=cohort, enrolled_at=timezone.now())


def test_withdrawing_shuts_the_door_and_coming_back_opens_it() -> None:
    enrolment = make_enrolment()
    withdraw(enrolment, by=None)
    assert standing(enrolment).decision.reason == "withdrawn"
    again = enrol(enrolment.person, enrolment.cohort, by=None)
    assert standing(again).decision.open
    assert again.projection.state == "dated"


def test_an_ended_batch_takes_nobody() -> None:
    cohort = make_cohort()
    end_cohort(cohort, by=None)
    with pytest.raises(Refusal, match="has ended"):
        enrol(make_person(), cohort, by=None)


def test_opening_pins_the_edition_and_a_later_release_changes_nothing() -> None:
    cohort = make_cohort(opened=False)
    enrolment = make_enrolment(cohort=cohort)
    assert standing(enrolment).decision.reason == "cohort_planned"
    first = make_edition(cohort.course_key)
    open_cohort(cohort, first, by=None)
    later = make_edition(cohort.course_key)
    with pytest.raises(Refusal, match="another edition"):
        open_cohort(cohort, later, by=None)
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    assert enrolment.cohort.edition == first
    assert standing(enrolment).decision.open
    assert enrolment.projection.opens_at is not None


def test_an_edition_of_another_course_does_not_open_a_batch() -> None:
    cohort = make_cohort(opened=False)
    with pytest.raises(Refusal, match="another course"):
        open_cohort(cohort, make_edition(make_programme().courses.get().course_key), by=None)


def test_no_batch_is_open_without_an_edition_even_in_the_database() -> None:
    cohort = make_cohort(opened=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.filter(pk=cohort.pk).update(state="open")


def test_a_course_the_programme_does_not_offer_has_no_batch() -> None:
    programme, other = make_programme(), make_programme()
    with pytest.raises(Refusal, match="does not offer"):
        create_cohort(programme, other.courses.get().course_key, name="Batch", starts_on=timezone.localdate(), by=None)


def test_the_admin_of_another_programme_that_offers_the_course_reaches_nothing() -> None:
    mine = make_cohort()
    other = make_programme(course_key=mine.course_key)
    admin = make_person()
    give_role(admin, "programme_admin", "programme", other.uuid)
    with pytest.raises(Refusal, match="role does not allow"):
        enrol(make_person(), mine, by=admin)


def test_a_trainer_enrols_nobody_and_a_trainee_neither() -> None:
    enrolment = make_enrolment()
    trainer = make_person()
    give_role(trainer, "trainer", "course", enrolment.cohort.course_key)
    for person in (trainer, enrolment.person):
        with pytest.raises(Refusal, match="role does not allow"):
            enrol(make_person(), enrolment.cohort, by=person)


def test_the_admin_of_the_programme_does() -> None:
    cohort = make_cohort()
    admin = make_person()
    give_role(admin, "programme_admin", "programme", cohort.programme.uuid)
    assert enrol(make_person(), cohort, by=admin).cohort == cohort
