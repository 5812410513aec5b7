"""e-Rozgaar: attendance comes from a device at the door, whose files are never quite right."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from courses.running.models import ClassSession, Cohort, DeviceImport, Punch, RollEntry
from tests.factories.attendance import (
    at,
    batch_at_a_centre,
    form_time,
    manager_of,
    minutes_on_roll,
    told,
    trainee,
)

pytestmark = pytest.mark.django_db


def url(name: str, *keys: Any) -> str:
    return reverse(f"hunar_running_staff:{name}", args=keys)


def drop(client: Client, cohort: Cohort, lines: list[str], clock_minutes: int = 7) -> str:
    """Upload a file on the centre's page; the address of the screen that shows what would come of it."""
    file = SimpleUploadedFile("attlog.csv", "\r\n".join(lines).encode("utf-16"), content_type="text/csv")
    data = {"file": file, "device": "gate", "clock_minutes": clock_minutes}
    response = client.post(url("centre", cohort.centre.uuid), data)
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def words(client: Client, address: str) -> str:
    """What a screen says."""
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def counts(found: DeviceImport) -> tuple[int, int, int, int, int]:
    return found.lines, found.used, found.duplicates, found.exceptions, found.refused


def test_erz_4_a_device_file_with_every_fault(django_user_model: Any) -> None:
    cohort = batch_at_a_centre()
    for username in ("nazia", "saima", "rubab"):
        trainee(cohort, username)
    _, client = manager_of(cohort)
    plan = {"title": "Day 1", "kind": "class", "starts_at": form_time(at("09:00")), "planned_minutes": 240}
    client.post(url("plan_session", cohort.uuid), plan)
    session = ClassSession.objects.get()
    client.post(url("numbers", cohort.centre.uuid), {"lines": "0017,nazia\n18,saima"})

    lines = [
        "AC-No.,Name,Date Time,State",
        f"17,Canary,{told('09:05:00')},C/In",  # 08:58 once the clock is put right
        f"17,Canary,{told('09:06:00')},C/In",  # the same touch again
        f"17,Canary,{told('12:37:00')},C/Out",  # 12:30
        f"18,Canary,{told('09:37:00')},C/In",  # 09:30, never went out
        f"44,Canary,{told('09:07:00')},C/In",  # nobody's number: 09:00
        f"44,Canary,{told('13:07:00')},C/Out",  # 13:00
        "17,Canary,yesterday,C/Out",  # no time
    ]
    # The first look changes nothing.
    address = drop(client, cohort, lines)
    seen = words(client, address)
    assert "7 lines" in seen
    assert "7 minutes fast" in seen
    assert "Line 8 has no date and time" in seen
    assert not Punch.objects.exists()
    assert not RollEntry.objects.exists()

    client.post(address)
    brought = DeviceImport.objects.get()
    assert counts(brought) == (7, 2, 1, 3, 1)
    assert minutes_on_roll(session) == {"nazia": 210}
    assert brought.clock_minutes == 7
    assert brought.text == ""

    # Nothing is dropped: the unknown number and the missing way out wait, with a proposed end.
    waiting = words(client, url("waiting", cohort.centre.uuid))
    assert "44 2" in waiting
    page = client.get(url("waiting", cohort.centre.uuid)).content.decode()
    assert f'value="{form_time(at("13:00"))}"' in page

    # The same file again, under another name, changes nothing.
    before = (Punch.objects.count(), RollEntry.objects.count())
    again = drop(client, cohort, lines)
    assert "Are here already, or were pressed twice 6" in words(client, again)
    assert "This very file was brought in before" in client.post(again, follow=True).content.decode()
    assert (Punch.objects.count(), RollEntry.objects.count()) == before
    assert DeviceImport.objects.count() == 1

    # The number is given later, and the minutes it pressed before count then.
    client.post(url("give_number", cohort.centre.uuid), {"number": "44", "username": "rubab"})
    assert minutes_on_roll(session) == {"nazia": 210, "rubab": 240}
    lone = Punch.objects.get(person__user__username="saima")
    data = {"at": form_time(at("13:00")), "reason": "forgot"}
    client.post(url("complete_stay", cohort.centre.uuid, lone.uuid), data)
    assert minutes_on_roll(session) == {"nazia": 210, "rubab": 240, "saima": 210}
    assert "Nothing waits" in words(client, url("waiting", cohort.centre.uuid))

    # The clock was ten minutes fast after all: 08:55 to 12:27.
    client.post(url("device_file", cohort.centre.uuid, brought.uuid), {"clock_minutes": 10})
    assert minutes_on_roll(session)["nazia"] == 207
    assert "Canary" not in "".join(words(client, url(name, cohort.centre.uuid)) for name in ("centre", "waiting"))


def test_erz_4_a_longer_file_of_the_same_device_brings_only_what_is_new() -> None:
    cohort = batch_at_a_centre()
    trainee(cohort, "nazia")
    _, client = manager_of(cohort)
    plan = {"title": "Day 1", "kind": "class", "starts_at": form_time(at("09:00")), "planned_minutes": 240}
    client.post(url("plan_session", cohort.uuid), plan)
    client.post(url("numbers", cohort.centre.uuid), {"lines": "17,nazia"})
    morning = [f"17,{told('09:00')}"]
    client.post(drop(client, cohort, morning, 0))
    assert minutes_on_roll(ClassSession.objects.get()) == {}
    client.post(drop(client, cohort, [*morning, f"17,{told('13:00')}"], 0))
    assert minutes_on_roll(ClassSession.objects.get()) == {"nazia": 240}
    latest = DeviceImport.objects.first()
    assert latest is not None
    assert counts(latest) == (2, 1, 1, 0, 0)


def test_nobody_else_brings_a_file_in() -> None:
    cohort, other = batch_at_a_centre(), batch_at_a_centre()
    _, client = manager_of(other)
    file = SimpleUploadedFile("attlog.csv", f"17,{told('09:00')}".encode())
    data = {"file": file, "device": "gate", "clock_minutes": 0}
    assert client.post(url("centre", cohort.centre.uuid), data).status_code == 404
    assert client.get(url("waiting", cohort.centre.uuid)).status_code == 404
    assert not DeviceImport.objects.exists()
