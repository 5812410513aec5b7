"""The waiting list as a trainee and her centre see it: waiting, offered, taken, given back, run out."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from courses.running.actions.enrolments import enrol
from courses.running.models import Application, Cohort, Enrolment, SeatEntry
from courses.running.seats.actions.capacity import change_seats
from courses.running.seats.actions.waiting import enrol_or_wait
from lms.foundation.models import Job
from lms.foundation.work.runner import run
from lms.people.models import Person
from tests.factories.running import make_cohort, make_person, make_programme
from tests.running.conftest import Signed
from tests.running.test_importing_trainees import address, admin_of

pytestmark = pytest.mark.django_db


def full(**more: object) -> Cohort:
    """A batch of one seat, taken."""
    cohort = make_cohort(seats=1, **more)
    enrol(make_person(), cohort, by=None)
    return cohort


def waiting(cohort: Cohort, person: Person | None = None) -> Application:
    found = enrol_or_wait(person or make_person(), cohort, by=None)
    assert isinstance(found, Application)
    return found


def page(client: Client, application: Application) -> str:
    response = client.get(f"/learn/seats/{application.uuid}/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return response.content.decode()


def test_she_waits_reads_it_at_home_and_is_offered_the_seat(signed: Signed) -> None:
    cohort = full()
    mine = waiting(cohort)
    client = signed(mine.person)
    assert "You are on the waiting list" in client.get("/").content.decode()
    assert "You are on the waiting list" in page(client, mine)
    change_seats(cohort, 2, by=None)
    home = client.get("/").content.decode()
    assert "A seat is kept for you until" in home
    assert f"/learn/seats/{mine.uuid}/" in home
    answer = client.post(f"/learn/seats/{mine.uuid}/accept/")
    enrolment = Enrolment.objects.get(person=mine.person)
    assert answer["Location"] == f"/learn/{enrolment.uuid}/"
    assert "A seat is kept" not in client.get("/").content.decode()
    # The same press again leads to the same place.
    assert client.post(f"/learn/seats/{mine.uuid}/accept/")["Location"] == answer["Location"]
    assert Enrolment.objects.filter(person=mine.person).count() == 1


def test_what_she_gives_back_goes_to_the_next(signed: Signed) -> None:
    cohort = full()
    mine, next_one = waiting(cohort), waiting(cohort)
    change_seats(cohort, 2, by=None)
    client = signed(mine.person)
    client.post(f"/learn/seats/{mine.uuid}/give-back/")
    assert "You gave this seat to others" in page(client, mine)
    next_one.refresh_from_db()
    assert next_one.state == "offered"
    assert "You gave this seat" in client.post(f"/learn/seats/{mine.uuid}/accept/").content.decode()
    assert not Enrolment.objects.filter(person=mine.person).exists()


def test_an_offer_runs_out_by_itself_and_the_next_is_asked() -> None:
    cohort = full()
    mine, next_one = waiting(cohort), waiting(cohort)
    change_seats(cohort, 2, by=None)
    job = Job.objects.get(kind="running.lapse_offers")
    mine.refresh_from_db()
    assert job.run_after == mine.offered_until
    run(job.uuid)
    assert SeatEntry.objects.filter(kind="lapsed").count() == 0
    with time_machine.travel(mine.offered_until + timedelta(seconds=1), tick=False):
        run(job.uuid)
        mine.refresh_from_db()
        next_one.refresh_from_db()
        assert (mine.state, next_one.state) == ("lapsed", "offered")
        assert next_one.offered_until > timezone.now()
    assert Job.objects.filter(kind="running.lapse_offers").count() == 2


def test_who_looks_too_late_reads_so_even_before_the_job_came(signed: Signed) -> None:
    cohort = full()
    mine, next_one = waiting(cohort), waiting(cohort)
    change_seats(cohort, 2, by=None)
    mine.refresh_from_db()
    with time_machine.travel(mine.offered_until, tick=False):
        client = signed(mine.person)
        assert "A seat is kept" not in client.get("/").content.decode()
        late = client.post(f"/learn/seats/{mine.uuid}/accept/")
        assert late.status_code == 409
        assert "its days are over" in late.content.decode()
        assert "its days are over" in page(client, mine)
    next_one.refresh_from_db()
    assert next_one.state == "offered"


def test_the_policy_says_for_how_many_days_a_seat_is_kept() -> None:
    programme = make_programme(seats={"offer_days": 7})
    cohort = full(programme=programme)
    mine = waiting(cohort)
    change_seats(cohort, 2, by=None)
    mine.refresh_from_db()
    assert 7 <= (mine.offered_until - timezone.now()).total_seconds() / 86400 <= 8


def test_nobody_reads_or_answers_for_another(signed: Signed) -> None:
    cohort = full()
    mine = waiting(cohort)
    change_seats(cohort, 2, by=None)
    for stranger in (signed(make_person()), signed(admin_of(cohort))):
        assert stranger.get(f"/learn/seats/{mine.uuid}/").status_code == 404
        for verb in ("accept", "give-back"):
            assert stranger.post(f"/learn/seats/{mine.uuid}/{verb}/").status_code == 404
    assert Client().get(f"/learn/seats/{mine.uuid}/").status_code == 302
    assert signed(mine.person).get(f"/learn/seats/{mine.uuid}/accept/").status_code == 405
    mine.refresh_from_db()
    assert mine.state == "offered"


def test_an_ended_batch_offers_nothing_more(signed: Signed) -> None:
    cohort = full()
    mine = waiting(cohort)
    Cohort.objects.update(state="ended")
    cohort.refresh_from_db()
    assert change_seats(cohort, 9, by=None) == 0
    mine.refresh_from_db()
    assert mine.state == "waiting"


def test_staff_see_the_list_change_seats_and_take_somebody_off(signed: Signed) -> None:
    cohort = full()
    mine, next_one = waiting(cohort), waiting(cohort)
    client = signed(admin_of(cohort))
    screen = client.get(address("seats", cohort.uuid)).content.decode()
    assert "1 seat: 1 taken, 0 kept" in screen
    assert screen.index(mine.person.display_name) < screen.index(next_one.person.display_name)
    client.post(address("change_seats", cohort.uuid), {"seats": "2"})
    client.post(address("take_off_list", cohort.uuid, mine.uuid))
    mine.refresh_from_db()
    next_one.refresh_from_db()
    assert (mine.state, next_one.state) == ("given_back", "offered")
    assert "2 seats: 1 taken, 1 kept" in client.get(address("seats", cohort.uuid)).content.decode()


def test_staff_add_somebody_to_a_full_batch_and_she_waits(signed: Signed) -> None:
    cohort = full()
    client, person = signed(admin_of(cohort)), make_person()
    said = {"username": person.user.username, "known": "on", "language": "ur"}
    refused = client.post(address("add_trainee", cohort.uuid), said)
    assert "All seats of this batch are taken" in refused.content.decode()
    answer = client.post(address("add_trainee", cohort.uuid), said | {"wait": "on"})
    assert answer["Location"] == address("seats", cohort.uuid)
    assert Application.objects.get(person=person).state == "waiting"


def test_the_list_is_made_again_from_the_ledger() -> None:
    cohort = full()
    for _ in range(4):
        waiting(cohort)
    change_seats(cohort, 3, by=None)
    kept = sorted(Application.objects.values_list("person", "state", "joined_at", "since", "offered_until"))
    Application.objects.all().delete()
    call_command("rebuild", verbosity=0)
    assert sorted(Application.objects.values_list("person", "state", "joined_at", "since", "offered_until")) == kept


def test_a_man_cannot_wait_for_a_batch_for_women(signed: Signed) -> None:
    cohort = full(women_only=True)
    client, man = signed(admin_of(cohort)), make_person(gender="m")
    said = {"username": man.user.username, "known": "on", "language": "ur", "wait": "on"}
    assert "for women only" in client.post(address("add_trainee", cohort.uuid), said).content.decode()
    assert not Application.objects.exists()
