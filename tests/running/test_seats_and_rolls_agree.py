"""Whoever was in the room keeps her seat, however the roll knows of it; whoever left comes back by her centre alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.running.actions.bookings import book
from courses.running.actions.cards import mark_present
from courses.running.actions.cohorts import CHANGEABLE, change_cohort, copy_cohort
from courses.running.actions.cohorts import Run as CohortRun
from courses.running.actions.device_imports import confirm_import, plan_import
from courses.running.actions.enrolments import enrol, withdraw
from courses.running.actions.outages import record_outage
from courses.running.actions.power_cuts import CUT_REASONS, record_power_cut
from courses.running.actions.punches import give_number
from courses.running.actions.roll import create_session, take_roll
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, Cohort, Enrolment, SlotBooking, TraineeCard
from courses.running.outages.reach import Reach
from courses.running.seats.actions.capacity import change_seats
from courses.running.seats.actions.codes import NoSuchCode, join_by_code, make_join_code
from courses.running.seats.actions.first_class import close_first_session
from tests.factories.attendance import at, batch_at_a_centre, make_class, minutes_on_roll, told
from tests.factories.people import centre
from tests.factories.running import give_role, make_cohort, make_person, make_programme

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def cohort() -> Cohort:
    """A batch whose programme counts no-shows, at a centre."""
    return make_cohort(make_programme(seats={"no_show": True}), centre=centre(), seats=10)


def seated(cohort: Cohort, number: int = 2) -> list[Enrolment]:
    return [enrol(make_person(), cohort, by=None) for _ in range(number)]


def states(*rows: Enrolment) -> list[str]:
    found = dict(Enrolment.objects.values_list("pk", "state"))
    return [found[row.pk] for row in rows]


def test_a_power_cut_over_the_whole_first_class_makes_no_no_show(cohort: Cohort) -> None:
    there, away = seated(cohort)
    session = make_class(cohort, minutes=180)
    take_roll(session, {there.person.uuid: 180, away.person.uuid: 0}, by=None)
    record_power_cut(session, starts_at=session.starts_at, until=session.ends_at, reason=CUT_REASONS[0][0], by=None)
    close_first_session(cohort, by=None)
    assert states(there, away) == ["active", "no_show"]


def test_the_roll_of_another_batch_in_the_same_class_is_not_ours(cohort: Cohort) -> None:
    other = make_cohort(cohort.programme, centre=cohort.centre)
    seated(cohort)
    (guest,) = seated(other, 1)
    session = create_session(cohorts=[cohort, other], title="Both", starts_at=at("09:00"), planned_minutes=60, by=None)
    take_roll(session, {guest.person.uuid: 60}, by=None)
    with pytest.raises(Refusal, match="Nobody has taken the roll"):
        close_first_session(cohort, by=None)


@pytest.mark.parametrize("kind", [{"kind": "lab", "places": 1}, {"kind": "webinar"}, {"make_up": True}])
def test_a_lab_slot_a_webinar_and_a_make_up_are_no_first_class(cohort: Cohort, kind: dict[str, object]) -> None:
    rows = seated(cohort)
    make_class(cohort, days_ago=2, **kind)
    session = make_class(cohort)
    take_roll(session, {row.person.uuid: 240 for row in rows}, by=None)
    assert close_first_session(cohort, by=None)[0] == 0


def test_who_left_or_stayed_away_finds_no_door_in_the_code(cohort: Cohort) -> None:
    gone, away = seated(cohort)
    session = make_class(cohort)
    take_roll(session, {gone.person.uuid: 240, away.person.uuid: 0}, by=None)
    close_first_session(cohort, by=None)
    withdraw(gone, by=None)
    code = make_join_code(cohort, by=None)
    for row in (gone, away):
        with pytest.raises(NoSuchCode):
            join_by_code(row.person, code)
    assert states(gone, away) == ["withdrawn", "no_show"]


def test_only_the_first_class_gives_a_seat_back(cohort: Cohort) -> None:
    there, away = seated(cohort)
    first = make_class(cohort, days_ago=2)
    take_roll(first, {there.person.uuid: 240, away.person.uuid: 0}, by=None)
    close_first_session(cohort, by=None)
    second = make_class(cohort)
    with pytest.raises(Refusal, match="not in this class"):
        take_roll(second, {away.person.uuid: 240}, by=None)
    assert states(away) == ["no_show"]
    take_roll(first, {away.person.uuid: 240}, by=None)
    assert states(away) == ["active"]


def test_the_doors_file_of_the_first_class_gives_a_seat_back(cohort: Cohort) -> None:
    there, away = seated(cohort)
    session = make_class(cohort)
    for number, row in (("1", there), ("2", away)):
        give_number(cohort.centre, number, row.person, by=None)
    take_roll(session, {there.person.uuid: 240}, by=None)
    close_first_session(cohort, by=None)
    assert states(away) == ["no_show"]
    lines = f"number,time\n2,{told('09:00')}\n2,{told('13:00')}\n"
    confirm_import(plan_import(cohort.centre, lines.encode(), device="d", clock_minutes=0, by=None), by=None)
    assert states(away) == ["active"]
    assert minutes_on_roll(session)[away.person.user.get_username()] == 240


def test_a_device_in_the_centre_says_nothing_of_a_webinar() -> None:
    cohort = batch_at_a_centre()
    (row,) = seated(cohort, 1)
    webinar = create_session(
        cohorts=[cohort], title="On line", starts_at=at("10:00"), planned_minutes=60, kind="webinar", by=None
    )
    give_number(cohort.centre, "1", row.person, by=None)
    lines = f"number,time\n1,{told('09:00')}\n1,{told('12:00')}\n"
    confirm_import(plan_import(cohort.centre, lines.encode(), device="d", clock_minutes=0, by=None), by=None)
    assert minutes_on_roll(webinar) == {}


def test_a_card_of_another_batch_names_nobody_to_her_trainer(cohort: Cohort) -> None:
    other = make_cohort(make_programme(), centre=cohort.centre)
    (guest,) = seated(other, 1)
    session = create_session(cohorts=[cohort, other], title="Both", starts_at=at("09:00"), planned_minutes=60, by=None)
    take_roll(session, {guest.person.uuid: 60}, by=None)
    trainer = make_person()
    give_role(trainer, "trainer", "course", cohort.course_key)
    card = TraineeCard.objects.create(enrolment=guest, code="0000000", issued_at=timezone.now())
    with pytest.raises(Refusal):
        mark_present(session, card.code, by=trainer)


def test_booked_places_of_who_leaves_are_free_again() -> None:
    cohort = batch_at_a_centre()
    one, two = seated(cohort)
    slot = create_session(
        cohorts=[cohort],
        title="Lab",
        starts_at=timezone.now() + HOUR,
        planned_minutes=60,
        kind="lab",
        places=1,
        by=None,
    )
    book(slot, one)
    withdraw(one, by=None)
    assert book(slot, two).state == SlotBooking.State.BOOKED


def test_who_is_taken_back_has_the_outage_that_ended_meanwhile(cohort: Cohort) -> None:
    stayed, left = seated(cohort)
    withdraw(left, by=None)
    now = timezone.now()
    Enrolment.objects.update(enrolled_at=now - timedelta(days=2))
    record_outage(Reach(now - 30 * HOUR, now - 6 * HOUR, (cohort.programme,)), kind="no_data", by=None)
    enrol(left.person, cohort, by=None)
    met = AccessEntry.objects.filter(kind="outage").values_list("enrolment", flat=True)
    assert sorted(met) == sorted([stayed.pk, left.pk])


def test_a_change_of_a_batch_leaves_its_seats_alone_and_a_copy_has_them(cohort: Cohort) -> None:
    stale = Cohort.objects.get(pk=cohort.pk)
    change_seats(cohort, 4, by=None)
    stale.name = "Renamed"
    change_cohort(stale, trainers=[], by=None)
    kept = Cohort.objects.get(pk=cohort.pk)
    assert (kept.name, kept.seats) == ("Renamed", 4)
    assert "seats" not in CHANGEABLE
    (copy,) = copy_cohort(kept, [CohortRun("Copy", kept.starts_on)], by=None)
    assert copy.seats == 4


def test_nothing_posted_brings_the_inbox_down(client: Client) -> None:
    client.force_login(make_person().user)
    address = reverse("hunar_foundation:inbox")
    assert client.post(address, "[" * 60_000, content_type="application/json").status_code == 400
