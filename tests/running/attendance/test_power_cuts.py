"""Power cuts: minutes nobody was taught are owed, or excused, and never counted twice."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from courses.running.actions.roll import take_roll
from courses.running.models import Cohort, PowerCut, RollEntry
from tests.factories.attendance import (
    at,
    batch_at_a_centre,
    entries,
    form_time,
    make_class,
    manager_of,
    minutes_on_roll,
    told,
    trainee,
)

pytestmark = pytest.mark.django_db


def url(name: str, *keys: Any) -> str:
    return reverse(f"hunar_running_staff:{name}", args=keys)


def cut(client: Client, cohort: Cohort, session: Any, went: str = "10:40", back: str = "12:10") -> str:
    data = {"starts_at": form_time(at(went)), "until": form_time(at(back)), "reason": "grid"}
    response = client.post(url("power_cut", cohort.uuid, session.uuid), data, follow=True)
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def press(client: Client, cohort: Cohort, *lines: str) -> None:
    file = SimpleUploadedFile("attlog.csv", "\n".join(lines).encode())
    seen = client.post(url("centre", cohort.centre.uuid), {"file": file, "device": "gate", "clock_minutes": 0})
    client.post(seen["Location"])


def taught(username: str, **policy: Any) -> tuple[Cohort, Any, Any, Client]:
    """A batch, somebody in it, yesterday's class, and the centre's manager at her desk."""
    cohort = batch_at_a_centre(**policy)
    enrolment = trainee(cohort, username)
    _, client = manager_of(cohort)
    client.post(url("numbers", cohort.centre.uuid), {"lines": f"17,{username}"})
    return cohort, enrolment, make_class(cohort), client


def test_told_minutes_are_cut_when_the_cut_is_told_later_and_come_back_with_it() -> None:
    cohort, enrolment, session, client = taught("nazia")
    take_roll(session, {enrolment.person.uuid: 240}, by=None)
    cut(client, cohort, session)
    assert minutes_on_roll(session) == {"nazia": 150}
    client.post(url("undo_cut", cohort.uuid, session.uuid, PowerCut.objects.get().uuid))
    assert minutes_on_roll(session) == {"nazia": 240}
    assert [row.minutes for row in RollEntry.objects.order_by("pk")] == [240, 150, 240]


def test_told_after_the_cut_it_is_the_same() -> None:
    cohort, enrolment, session, client = taught("nazia")
    cut(client, cohort, session)
    client.post(url("roll", cohort.uuid, session.uuid), {f"m-{enrolment.person.uuid}": "240"})
    assert minutes_on_roll(session) == {"nazia": 150}
    client.post(url("roll", cohort.uuid, session.uuid), {f"m-{enrolment.person.uuid}": "240"})
    assert entries() == 1


def test_a_roll_saved_again_after_a_cut_forgets_nothing_that_was_told() -> None:
    cohort, enrolment, session, client = taught("nazia")
    take_roll(session, {enrolment.person.uuid: 240}, by=None)
    cut(client, cohort, session)
    address = url("roll", cohort.uuid, session.uuid)
    shown = re.search(rf'name="m-{enrolment.person.uuid}"[^>]*value="(\d+)"', client.get(address).content.decode())
    assert shown is not None
    before = entries()
    client.post(address, {f"m-{enrolment.person.uuid}": shown[1]})
    assert entries() == before
    client.post(url("undo_cut", cohort.uuid, session.uuid, PowerCut.objects.get().uuid))
    assert minutes_on_roll(session) == {"nazia": 240}


def test_who_told_less_than_the_lit_time_keeps_it() -> None:
    cohort, enrolment, session, client = taught("nazia")
    take_roll(session, {enrolment.person.uuid: 100}, by=None)
    cut(client, cohort, session)
    assert minutes_on_roll(session) == {"nazia": 100}


def test_a_device_knows_when_she_was_there() -> None:
    cohort, _, session, client = taught("nazia")
    press(client, cohort, f"17,{told('09:00')}", f"17,{told('11:10')}")
    assert minutes_on_roll(session) == {"nazia": 130}
    cut(client, cohort, session)
    assert minutes_on_roll(session) == {"nazia": 100}


def test_two_cuts_that_overlap_take_each_minute_once() -> None:
    cohort, enrolment, session, client = taught("nazia")
    take_roll(session, {enrolment.person.uuid: 240}, by=None)
    cut(client, cohort, session, "10:40", "12:10")
    cut(client, cohort, session, "11:40", "12:40")
    assert minutes_on_roll(session) == {"nazia": 120}


def test_excused_they_count_for_whoever_was_there() -> None:
    cohort, _, session, client = taught("nazia", power_cuts="excused")
    trainee(cohort, "saima")
    client.post(url("numbers", cohort.centre.uuid), {"lines": "18,saima"})
    # She was sent home when the power went; the other never came.
    press(client, cohort, f"17,{told('09:00')}", f"17,{told('10:40')}", f"18,{told('14:00')}", f"18,{told('15:00')}")
    cut(client, cohort, session)
    assert minutes_on_roll(session) == {"nazia": 190}


@pytest.mark.parametrize(("went", "back"), [("12:10", "10:40"), ("07:00", "08:00"), ("13:00", "14:00")])
def test_a_cut_that_cannot_be_is_refused(went: str, back: str) -> None:
    cohort, _, session, client = taught("nazia")
    assert "Nothing was changed" in cut(client, cohort, session, went, back)
    assert not PowerCut.objects.exists()


def test_taken_back_once_only() -> None:
    cohort, _, session, client = taught("nazia")
    cut(client, cohort, session)
    address = url("undo_cut", cohort.uuid, session.uuid, PowerCut.objects.get().uuid)
    client.post(address)
    assert "already taken this back" in client.post(address, follow=True).content.decode()
    assert PowerCut.objects.count() == 2


def test_a_hand_that_wrote_stays_above_the_device() -> None:
    cohort, enrolment, session, client = taught("nazia")
    client.post(url("roll", cohort.uuid, session.uuid), {f"m-{enrolment.person.uuid}": "200"})
    press(client, cohort, f"17,{told('09:00')}", f"17,{told('13:00')}")
    assert minutes_on_roll(session) == {"nazia": 200}
    waiting = client.get(url("waiting", cohort.centre.uuid)).content.decode()
    assert "Staff wrote other minutes: Class" in waiting
