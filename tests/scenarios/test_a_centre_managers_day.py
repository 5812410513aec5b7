"""J5: a centre manager's day in Swat. Rolls from paper, a device's file with gaps, power that goes, hours owed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.running.models import ClassSession, Punch
from tests.factories.attendance import at, batch_at_a_centre, form_time, manager_of, minutes_on_roll, told, trainee
from tests.running.conftest import Signed, signed

__all__ = ["signed"]
pytestmark = pytest.mark.django_db


def url(name: str, *keys: Any) -> str:
    return reverse(f"hunar_running_staff:{name}", args=keys)


def words(response: Any) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def press_file(desk: Client, centre: Any, lines: list[str]) -> str:
    """Drop a file, look, bring it in; what the screen then says."""
    file = SimpleUploadedFile("attlog.csv", "\n".join(lines).encode())
    look = desk.post(url("centre", centre.uuid), {"file": file, "device": "gate", "clock_minutes": 0})["Location"]
    return words(desk.post(look, follow=True))


def test_j5_from_paper_roll_to_make_up_class(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    paper, device, late = trainee(cohort, "paper"), trainee(cohort, "device"), trainee(cohort, "late")
    _, desk = manager_of(cohort)
    centre = cohort.centre
    plan = {"title": "Morning", "kind": "class", "starts_at": form_time(at("09:00")), "planned_minutes": 240}
    desk.post(url("plan_session", cohort.uuid), plan | {"women_only": "on"})
    session = ClassSession.objects.get()

    # The roll was kept on paper in the outage and is typed the day after.
    roll = url("roll", cohort.uuid, session.uuid)
    desk.post(roll, {f"m-{paper.person.uuid}": "240"})

    # The device knows two; one number is nobody's, and two never went out.
    desk.post(url("numbers", centre.uuid), {"lines": "1,device\n2,late"})
    lines = [f"{number},{told('09:00')},in" for number in (1, 2)] + [f"9,{told('09:20')},in"]
    said = press_file(desk, centre, lines)
    assert "Of 3 lines 0 count" in said
    assert "Numbers that nobody has" in said
    assert said.count("Went out at") == 2
    for punch in Punch.objects.filter(person__isnull=False, supersedes=None):
        desk.post(url("complete_stay", centre.uuid, punch.uuid), {"at": form_time(at("13:00")), "reason": "forgot"})
    assert minutes_on_roll(session) == {"paper": 240, "device": 240, "late": 240}

    # Ninety minutes without power count for nobody, and are owed.
    cut = {"starts_at": form_time(at("10:40")), "until": form_time(at("12:10")), "reason": "grid"}
    desk.post(url("power_cut", cohort.uuid, session.uuid), cut)
    assert minutes_on_roll(session) == {"paper": 150, "device": 150, "late": 150}
    batch = words(desk.get(url("cohort", cohort.uuid)))
    assert "3 trainees owe hours of class" in batch
    assert batch.count("90 min 90 min") == 3

    # Saturday is offered; planned, it stands on a trainee's page, and she books.
    offered = desk.get(url("plan_session", cohort.uuid) + "?make_up=1").content.decode()
    saturday = re.search(r'name="starts_at" value="([^"]+)"', offered)
    assert saturday is not None
    make_up = {"title": "Make-up", "kind": "class", "starts_at": saturday[1], "planned_minutes": 90}
    desk.post(url("plan_session", cohort.uuid), make_up | {"make_up": "on", "places": 3})
    client = signed(late.person)
    home = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", client.get("/").content.decode()))
    assert "You owe 1 hour 30 minutes of class so far. 1 hour 30 minutes of it: the power was cut." in home
    assert "Next make-up class: Saturday" in home
    slot = ClassSession.objects.get(title="Make-up")
    booked = client.post(reverse("hunar_running:places", args=[late.uuid]), {"slot": str(slot.uuid)}, follow=True)
    assert "Your place is booked" in words(booked)

    # Once it is held and she was there, nothing is owed any more.
    ClassSession.objects.filter(pk=slot.pk).update(starts_at=timezone.now() - timedelta(hours=3))
    desk.post(url("roll", cohort.uuid, slot.uuid), {f"m-{late.person.uuid}": "90"})
    assert "You owe" not in words(client.get("/"))
    assert "You owe" in words(signed(device.person).get("/"))
