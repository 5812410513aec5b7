"""Places in slots: one each, never more than there are, women's places to women, given back until the class begins."""

from datetime import time, timedelta
from threading import BoundedSemaphore
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.running.actions.bookings import book
from courses.running.actions.roll import create_session
from courses.running.attendance.booking import Seat, Slot, find_seat, in_women_hours, places_left, pool_sizes
from courses.running.errors import Refusal
from courses.running.models import ClassSession, Cohort, Enrolment, SlotBooking
from tests.factories.attendance import at, batch_at_a_centre, form_time, manager_of, trainee
from tests.faults import rounds
from tests.foundation.threads import at_once
from tests.running.conftest import Signed

NOW = timezone.now()
# As many as a server holds to its database; the other requests wait for one of them.
CONNECTIONS = BoundedSemaphore(40)


def lab(cohort: Cohort, **more: Any) -> ClassSession:
    """A slot of this batch tomorrow."""
    values = {"title": "Lab", "kind": "lab", "starts_at": timezone.now() + timedelta(days=1), "planned_minutes": 120}
    return create_session(cohorts=[cohort], centre=cohort.centre, by=None, **values | more)


def post(client: Client, enrolment: Enrolment, session: ClassSession, **more: str) -> int:
    address = reverse("hunar_running:places", args=[enrolment.uuid])
    return client.post(address, {"slot": str(session.uuid)} | more).status_code


def booked(session: ClassSession) -> int:
    return SlotBooking.objects.filter(session=session, state="booked").count()


@given(st.integers(0, 6), st.integers(0, 6), st.booleans(), st.lists(st.booleans(), max_size=16))
def test_pools_never_overflow_and_no_man_gets_a_womans_place(
    places: int, women: int, women_only: bool, people: list[bool]
) -> None:
    slot = Slot(NOW, places, min(women, places), women_only)
    taken: set[Seat] = set()
    for woman in people:
        left = places_left(slot, taken, woman=woman)
        found = find_seat(slot, taken, woman=woman, at=NOW - timedelta(minutes=1))
        assert isinstance(found, Seat) == (left > 0) or (women_only and not woman)
        if isinstance(found, Seat):
            assert found not in taken
            assert woman or (found.pool == "open" and not women_only)
            taken.add(found)
    for pool, size in pool_sizes(slot).items():
        assert sum(seat.pool == pool for seat in taken) <= size


def test_hours_for_women_hold_on_their_day_and_to_the_minute() -> None:
    nine, one = time(9), time(13)
    zone = timezone.get_default_timezone()
    begins = at("12:59")
    assert in_women_hours(begins, 60, [(None, nine, one)], zone)  # type: ignore[arg-type]
    assert not in_women_hours(at("13:00"), 60, [(None, nine, one)], zone)  # type: ignore[arg-type]
    assert in_women_hours(at("08:00"), 61, [(None, nine, one)], zone)  # type: ignore[arg-type]
    assert not in_women_hours(at("08:00"), 60, [(None, nine, one)], zone)  # type: ignore[arg-type]
    other = (begins.astimezone(zone).weekday() + 1) % 7
    assert not in_women_hours(begins, 60, [(other, nine, one)], zone)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_place_is_booked_once_given_back_and_booked_again(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    session, her = lab(cohort, places=1), trainee(cohort)
    client = signed(her.person)
    assert post(client, her, session) == 302
    assert post(client, her, session) == 302
    assert booked(session) == 1
    other = trainee(cohort)
    assert post(signed(other.person), other, session) == 409
    assert post(client, her, session, give_back="1") == 302
    assert post(signed(other.person), other, session) == 302
    assert [row.state for row in SlotBooking.objects.order_by("pk")] == ["cancelled", "booked"]


@pytest.mark.django_db
def test_nothing_is_booked_or_given_back_once_it_has_begun(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    session, her, late = lab(cohort, places=2), trainee(cohort), trainee(cohort)
    post(signed(her.person), her, session)
    clients = signed(her.person), signed(late.person)
    with time_machine.travel(session.starts_at, tick=False):
        assert post(clients[0], her, session, give_back="1") == 404
        assert post(clients[1], late, session) == 404
        with pytest.raises(Refusal, match="has begun"):
            book(session, late)
    assert booked(session) == 1


@pytest.mark.django_db
def test_of_another_batch_or_withdrawn_it_is_not_there(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    session, stranger, gone = lab(cohort, places=2), trainee(batch_at_a_centre()), trainee(cohort)
    gone.state = "withdrawn"
    gone.save()
    assert post(signed(stranger.person), stranger, session) == 404
    assert post(signed(gone.person), gone, session) == 409
    assert post(signed(stranger.person), gone, session) == 404
    assert booked(session) == 0


@pytest.mark.django_db
def test_a_slot_of_the_centre_is_for_every_batch_there(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    her, stranger = trainee(cohort), trainee(batch_at_a_centre())
    _, desk = manager_of(cohort)
    data = {"title": "Lab", "starts_at": form_time(at("10:00", days_ago=-1)), "planned_minutes": 60, "places": 1}
    roll = desk.post(reverse("hunar_running_staff:add_lab", args=[cohort.centre.uuid]), data)["Location"]
    session = ClassSession.objects.get()
    assert post(signed(stranger.person), stranger, session) == 404
    assert post(signed(her.person), her, session) == 302
    assert f"1 of 1 places are booked: {her.person.display_name}" in desk.get(roll).content.decode()
    outline = signed(her.person).get(reverse("hunar_running:course", args=[her.uuid])).content.decode()
    assert "You owe" not in outline


@pytest.mark.django_db
def test_many_slots_ask_no_more_than_one(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    her = trainee(cohort)
    client, address = signed(her.person), reverse("hunar_running:places", args=[her.uuid])

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    lab(cohort, places=3)
    asked()
    one = asked()
    for _ in range(10):
        lab(cohort, places=3)
    assert asked() == one <= 8


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_as_many_find_a_place_as_there_are() -> None:
    people, places = rounds(200, least=20), 7
    cohort = batch_at_a_centre()
    session = lab(cohort, places=places, women_places=2)
    enrolments = [trainee(cohort, gender="m" if number % 2 else "f") for number in range(people)]

    def tries(number: int) -> str:
        with CONNECTIONS:
            try:
                return book(session, enrolments[number]).pool
            except Refusal as refusal:
                return str(refusal)
            finally:
                connection.close()

    results = at_once(people, tries)
    assert booked(session) == places
    assert results.count("women") == 2
    assert results.count("open") == 5
    seats = SlotBooking.objects.filter(state="booked")
    assert len(set(seats.values_list("pool", "seat"))) == places
    assert not seats.filter(pool="women", person__gender="m").exists()
