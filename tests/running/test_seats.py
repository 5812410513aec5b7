"""Seats: never more people than seats, however many come at once; whoever waits is asked in turn."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.running.actions.enrolments import NoSeat, enrol, withdraw
from courses.running.models import Application, Cohort, Enrolment, SeatEntry
from courses.running.seats.actions.capacity import change_seats
from courses.running.seats.actions.codes import make_join_code
from courses.running.seats.actions.waiting import accept, enrol_or_wait
from courses.running.seats.rule import Change, free, next_in_line, offer_ends, ran_out, standing_of
from tests.factories.running import make_cohort, make_person
from tests.faults import rounds
from tests.running.test_together import together

FEW, ALL = 3, rounds(200)
moments = st.integers(0, 1000 * 24 * 3600).map(lambda seconds: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(0, seconds))


@given(seats=st.one_of(st.none(), st.integers(1, 50)), taken=st.integers(0, 80), waiting=st.integers(0, 80))
def test_as_many_are_asked_as_seats_are_free_and_the_longest_waiting_first(
    seats: int | None, taken: int, waiting: int
) -> None:
    line = list(range(waiting))
    chosen = list(next_in_line(line, free(seats, taken)))
    assert chosen == line[: len(chosen)]
    if seats is None:
        assert chosen == line
    else:
        assert len(chosen) == min(waiting, max(0, seats - taken))


@given(at=moments, days=st.integers(1, 60), zone=st.sampled_from(["Asia/Karachi", "Africa/Cairo", "UTC"]))
def test_an_offer_stands_for_whole_days_and_is_over_at_a_midnight(at: datetime, days: int, zone: str) -> None:
    ends = offer_ends(at, days, ZoneInfo(zone))
    first, last = at.astimezone(ZoneInfo(zone)).date(), (ends - timedelta(microseconds=1)).astimezone(ZoneInfo(zone))
    assert (last.date() - first).days == days
    assert ends.astimezone(ZoneInfo(zone)).date() == first + timedelta(days=days + 1)
    assert not ran_out(ends, ends - timedelta(microseconds=1))
    assert ran_out(ends, ends)


def test_who_joins_again_stands_at_the_end_of_the_line() -> None:
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in range(1, 6)]
    changes = [
        Change("waiting", days[0]),
        Change("offered", days[1], days[2]),
        Change("lapsed", days[2]),
        Change("waiting", days[4]),
    ]
    assert standing_of(changes[:2]).until == days[2]
    assert standing_of(changes[:3]).joined_at == days[0]
    assert standing_of(changes).joined_at == days[4]
    assert standing_of([Change("enrolled", days[0])]) is None


@pytest.mark.django_db
def test_the_batch_is_full_and_says_so() -> None:
    cohort = make_cohort(seats=1)
    first = enrol(make_person(), cohort, by=None)
    with pytest.raises(NoSeat, match="All seats of this batch are taken"):
        enrol(make_person(), cohort, by=None)
    assert enrol(first.person, cohort, by=None) == first


@pytest.mark.django_db
def test_without_a_limit_nobody_waits() -> None:
    cohort = make_cohort()
    assert all(isinstance(enrol_or_wait(make_person(), cohort, by=None), Enrolment) for _ in range(5))


@pytest.mark.django_db
def test_more_seats_are_offered_at_once_and_fewer_put_nobody_out() -> None:
    cohort = make_cohort(seats=1)
    people = [make_person() for _ in range(4)]
    for person in people:
        enrol_or_wait(person, cohort, by=None)
    assert change_seats(cohort, 3, by=None) == 2
    states = dict(Application.objects.values_list("person", "state"))
    assert states == {people[1].pk: "offered", people[2].pk: "offered", people[3].pk: "waiting"}
    assert change_seats(cohort, 1, by=None) == 0
    assert Enrolment.objects.filter(state="active").count() == 1
    accept(Application.objects.get(person=people[1]), by=people[1])
    assert Enrolment.objects.filter(state="active").count() == 2
    assert change_seats(cohort, None, by=None) == 1


@pytest.mark.django_db
def test_a_seat_given_up_goes_to_the_next_in_the_same_transaction() -> None:
    cohort = make_cohort(seats=1)
    first = enrol(make_person(), cohort, by=None)
    waits = enrol_or_wait(make_person(), cohort, by=None)
    withdraw(first, by=None)
    waits.refresh_from_db()
    assert waits.state == "offered"
    # The seat is kept for her: nobody else gets it, and she needs no luck.
    with pytest.raises(NoSeat):
        enrol(make_person(), cohort, by=None)
    assert enrol(waits.person, cohort, by=None).state == "active"


def seats_held(cohort: Cohort) -> int:
    enrolled = Enrolment.objects.filter(cohort=cohort, state="active").count()
    return enrolled + Application.objects.filter(cohort=cohort, state="offered").count()


def tries(acts: list[Callable[[], Any]]) -> list[Any]:
    """What came of each: a row, or the refusal."""

    def tried(act: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            try:
                return act()
            except NoSeat as refusal:
                return refusal

        return run

    return together([tried(act) for act in acts])


@pytest.mark.django_db(transaction=True)
def test_of_all_who_come_at_once_as_many_are_enrolled_as_there_are_seats() -> None:
    cohort = make_cohort(seats=FEW)
    people = [make_person() for _ in range(ALL)]
    came = tries([lambda person=person: enrol(person, cohort, by=None) for person in people])
    assert sum(isinstance(each, Enrolment) for each in came) == FEW
    assert sum(isinstance(each, NoSeat) for each in came) == ALL - FEW
    assert seats_held(cohort) == FEW


@pytest.mark.django_db(transaction=True)
def test_all_at_once_by_the_door_they_use_get_a_seat_or_a_place_in_line() -> None:
    cohort = make_cohort(seats=FEW, women_only=True)
    code = make_join_code(cohort, by=None)
    people = [make_person() for _ in range(ALL)]

    def joins(person: Any) -> Callable[[], Any]:
        client = Client()
        client.force_login(person.user)
        return lambda: client.post("/learn/join/", {"code": code})

    answers = together([joins(person) for person in people])
    assert {answer.status_code for answer in answers} == {302}
    assert Enrolment.objects.filter(cohort=cohort).count() == FEW
    assert Application.objects.filter(cohort=cohort, state="waiting").count() == ALL - FEW


@pytest.mark.django_db(transaction=True)
def test_seats_that_get_free_at_once_are_each_offered_once() -> None:
    cohort = make_cohort(seats=FEW)
    rows = [enrol_or_wait(make_person(), cohort, by=None) for _ in range(FEW + ALL)]
    together([lambda row=row: withdraw(row, by=None) for row in rows[:FEW]])
    assert Application.objects.filter(state="offered").count() == FEW
    assert SeatEntry.objects.filter(kind="offered").count() == FEW
    offered = list(Application.objects.filter(state="offered").select_related("person", "cohort"))
    # Each takes it twice at once, and everybody else comes again: still so many.
    acts = [lambda row=row: accept(row, by=row.person) for row in offered for _twice in range(2)]
    acts += [lambda: enrol(make_person(), cohort, by=None) for _ in range(FEW)]
    tries(acts)
    assert seats_held(cohort) == FEW
    assert Enrolment.objects.filter(state="active").count() == FEW


@pytest.mark.django_db
def test_every_change_is_written_with_its_time_and_whose_it_was() -> None:
    cohort, before = make_cohort(seats=1), timezone.now()
    staff = make_person()
    staff.user.is_superuser = True
    first = enrol(make_person(), cohort, by=staff)
    waits = enrol_or_wait(make_person(), cohort, by=None)
    withdraw(first, by=staff)
    accept(Application.objects.get(pk=waits.pk), by=waits.person)
    told = list(SeatEntry.objects.values_list("kind", "person", "actor"))
    assert told == [
        ("enrolled", first.person_id, staff.uuid),
        ("waiting", waits.person_id, waits.person.uuid),
        ("withdrawn", first.person_id, staff.uuid),
        ("offered", waits.person_id, None),
        ("enrolled", waits.person_id, waits.person.uuid),
    ]
    assert all(before <= at <= timezone.now() for at in SeatEntry.objects.values_list("recorded_at", flat=True))
