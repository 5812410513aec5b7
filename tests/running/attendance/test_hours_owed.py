"""What a trainee and her trainer read of hours owed; make-up classes; nothing costs a page more than one query."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.running.actions.power_cuts import record_power_cut, undo_power_cut
from courses.running.actions.roll import create_session, take_roll
from courses.running.models import ClassSession, Cohort, Enrolment
from tests.factories.attendance import at, batch_at_a_centre, desk_of, make_class, trainee
from tests.factories.running import make_cohort, make_programme
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db


def words(client: Client, address: str) -> str:
    text = re.sub(r"<[^>]+>", "", client.get(address).content.decode())
    return re.sub(r"\s+", " ", text)


def batch_page(cohort: Cohort) -> str:
    _, client = desk_of("trainer", "course", cohort.course_key)
    response = client.get(reverse("hunar_running_staff:cohort", args=[cohort.uuid]))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def course(enrolment: Enrolment) -> str:
    return reverse("hunar_running:course", args=[enrolment.uuid])


def make_up(cohort: Cohort, **more: Any) -> ClassSession:
    """A make-up class on the day after tomorrow."""
    starts_at = timezone.now() + timedelta(days=2)
    values = {"title": "Make-up", "starts_at": starts_at, "planned_minutes": 240, "make_up": True} | more
    return create_session(cohorts=[cohort], centre=cohort.centre, by=None, **values)


def test_j5_a_power_cut_is_shown_as_hours_owed(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    enrolment = trainee(cohort)
    session = make_class(cohort)
    take_roll(session, {enrolment.person.uuid: 240}, by=None)
    assert "You owe" not in words(signed(enrolment.person), course(enrolment))
    record_power_cut(session, starts_at=at("10:40"), until=at("12:10"), reason="grid", by=None)
    for address in (course(enrolment), "/", reverse("hunar_running:marks", args=[enrolment.uuid])):
        said = words(signed(enrolment.person), address)
        assert "You owe 1 hour 30 minutes of class so far." in said
        assert "1 hour 30 minutes of it: the power was cut." in said
        assert "You can still reach the 38 hours 24 minutes asked for." in said
    assert "1 trainee owes hours of class" in batch_page(cohort)
    assert "Plan one for Saturday" in batch_page(cohort)


def test_a_cut_that_was_taken_back_took_nothing(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    enrolment = trainee(cohort)
    session = make_class(cohort)
    take_roll(session, {enrolment.person.uuid: 100}, by=None)
    cut = record_power_cut(session, starts_at=at("10:40"), until=at("12:10"), reason="grid", by=None)
    assert "the power was cut" in words(signed(enrolment.person), course(enrolment))
    undo_power_cut(cut, by=None)
    said = words(signed(enrolment.person), course(enrolment))
    assert "You owe 2 hours 20 minutes" in said
    assert "the power was cut" not in said


def test_in_urdu_too(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    enrolment = trainee(cohort, language="ur")
    take_roll(make_class(cohort), {enrolment.person.uuid: 0}, by=None)
    client = signed(enrolment.person)
    client.cookies["hunar_language"] = "ur"
    response = client.get(course(enrolment), headers={"accept-language": "ur"})
    assert "آپ کے ذمے باقی ہیں" in response.content.decode()


def test_out_of_reach_is_told_to_both_and_a_make_up_class_changes_it(signed: Signed) -> None:
    programme = make_programme(planned_minutes=480, required_minutes=400)
    cohort = make_cohort(programme, centre=batch_at_a_centre().centre)
    enrolment = trainee(cohort)
    take_roll(make_class(cohort, days_ago=1), {enrolment.person.uuid: 100}, by=None)
    said = words(signed(enrolment.person), course(enrolment))
    assert "With the classes still to come you reach 5 hours 40 minutes" in said
    assert "Out of reach" in batch_page(cohort)
    make_up(cohort, places=5)
    said = words(signed(enrolment.person), course(enrolment))
    assert "Next make-up class:" in said
    assert "Book a place" in said
    assert "With the classes still to come" not in said
    assert "Out of reach" not in batch_page(cohort)
    assert "The next make-up class with room is Make-up" in batch_page(cohort)


def test_a_class_whose_roll_nobody_took_makes_nobody_owe(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    enrolment = trainee(cohort)
    make_class(cohort)
    assert "You owe" not in words(signed(enrolment.person), course(enrolment))
    assert "Hours owed" not in batch_page(cohort)


def test_nobody_owes_a_lab_slot_of_few_places(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    enrolment, other = trainee(cohort), trainee(cohort)
    take_roll(make_class(cohort, kind="lab", places=1), {other.person.uuid: 240}, by=None)
    assert "You owe" not in words(signed(enrolment.person), course(enrolment))
    assert "Hours owed" not in batch_page(cohort)


def test_a_programme_at_home_speaks_of_no_hours(signed: Signed) -> None:
    cohort = make_cohort(make_programme(planned_minutes=0, required_minutes=0))
    enrolment = trainee(cohort)
    assert "You owe" not in words(signed(enrolment.person), course(enrolment))


def test_the_form_for_a_make_up_class_offers_saturday_morning() -> None:
    cohort = batch_at_a_centre()
    trainee(cohort)
    _, client = desk_of("trainer", "course", cohort.course_key)
    page = client.get(reverse("hunar_running_staff:plan_session", args=[cohort.uuid]) + "?make_up=1").content.decode()
    found = re.search(r'name="starts_at" value="(\d{4}-\d\d-\d\d)T09:00"', page)
    assert found is not None
    day = timezone.datetime.fromisoformat(found[1]).date()
    assert day.weekday() == 5
    assert timezone.localdate() < day <= timezone.localdate() + timedelta(days=7)
