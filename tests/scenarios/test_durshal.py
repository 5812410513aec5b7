"""Durshal centres: hours and sections for women, and events outside any course."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.running.models import ClassSession, Cohort, Enrolment, SlotBooking
from tests.factories.attendance import at, batch_at_a_centre, desk_of, form_time, manager_of, trainee
from tests.factories.running import make_cohort, make_programme
from tests.running.conftest import Signed, signed

__all__ = ["signed"]
pytestmark = pytest.mark.django_db


def url(name: str, *keys: Any) -> str:
    return reverse(f"hunar_running_staff:{name}", args=keys)


def plan(client: Client, cohort: Cohort, clock: str, **more: Any) -> ClassSession:
    """A lab slot tomorrow, planned on the batch's screen."""
    starts_at = form_time(at(clock, days_ago=-1))
    data = {"title": f"Lab {clock}", "kind": "lab", "starts_at": starts_at, "planned_minutes": 60, "places": 20} | more
    client.post(url("plan_session", cohort.uuid), data)
    return ClassSession.objects.get(title=data["title"], cohorts=cohort)


def book(client: Client, enrolment: Enrolment, session: ClassSession) -> str:
    """What a phone reads after booking."""
    address = reverse("hunar_running:places", args=[enrolment.uuid])
    response = client.post(address, {"slot": str(session.uuid)}, follow=True)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_dur_1_hours_for_women_and_a_section_for_women(signed: Signed) -> None:
    centre_a, centre_b = batch_at_a_centre(), batch_at_a_centre()
    _, desk_a = manager_of(centre_a)
    _, desk_b = manager_of(centre_b)
    desk_a.post(url("add_hours", centre_a.centre.uuid), {"weekday": "", "opens": "09:00", "closes": "13:00"})
    ten, two = plan(desk_a, centre_a, "10:00"), plan(desk_a, centre_a, "14:00")
    section = plan(desk_b, centre_b, "10:00", places=12, women_places=12)

    man_a, man_b = trainee(centre_a, gender="m"), trainee(centre_b, gender="m")
    assert "These hours are for women only" in book(signed(man_a.person), man_a, ten)
    assert "These hours are for women only" in book(signed(man_b.person), man_b, section)
    assert not SlotBooking.objects.exists()
    assert "Your place is booked" in book(signed(man_a.person), man_a, two)

    woman_a, woman_b = trainee(centre_a), trainee(centre_b)
    assert "Your place is booked" in book(signed(woman_a.person), woman_a, ten)
    assert "Your place is booked" in book(signed(woman_b.person), woman_b, section)
    assert not SlotBooking.objects.filter(person__gender="m").exclude(session=two).exists()


def test_dur_3_an_event_counts_only_where_its_type_is_listed(signed: Signed) -> None:
    listing = batch_at_a_centre(event_types=["confidence"])
    plain = make_cohort(make_programme(), centre=listing.centre)
    her, neighbour = trainee(listing, "nazia"), trainee(plain, "saima")
    also = Enrolment.objects.create(person=her.person, cohort=plain, enrolled_at=timezone.now())
    _, desk = manager_of(listing)
    began = timezone.localtime(timezone.now() - timedelta(hours=3))
    data = {"title": "Speaking up", "event_type": "confidence", "starts_at": form_time(began), "planned_minutes": 120}
    roll = desk.post(url("add_event", listing.centre.uuid), data)["Location"]
    assert desk.post(roll, {"who": "nazia"}).status_code == 302
    assert desk.post(roll, {"who": "saima", "minutes": "90"}).status_code == 302
    assert "Nobody has this username" in desk.post(roll, {"who": "nobody"}).content.decode()
    stranger = trainee(batch_at_a_centre(), "stranger")
    assert "not in this class" in desk.post(roll, {"who": "stranger"}).content.decode()
    assert not stranger.person.roll_entries.exists()

    def said(enrolment: Enrolment) -> str:
        page = signed(enrolment.person).get(reverse("hunar_running:marks", args=[enrolment.uuid]))
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode()))

    # It stands on every record, and counts in the one programme that lists it.
    for enrolment, hours in ((her, "2 hours"), (also, "0 minutes"), (neighbour, "0 minutes")):
        assert "Speaking up" in said(enrolment)
        assert f"{hours}, 48 hours planned" in said(enrolment)


def test_dur_3_a_programme_that_lists_the_type_later_counts_it_then(signed: Signed) -> None:
    cohort = batch_at_a_centre()
    her = trainee(cohort, "nazia")
    _, desk = manager_of(cohort)
    began = timezone.localtime(timezone.now() - timedelta(hours=3))
    data = {"title": "Speaking up", "event_type": "confidence", "starts_at": form_time(began), "planned_minutes": 120}
    desk.post(desk.post(url("add_event", cohort.centre.uuid), data)["Location"], {"who": "nazia"})
    her.projection.refresh_from_db()
    assert her.projection.minutes == 0
    _, admin = desk_of("programme_admin", "programme", cohort.programme.uuid)
    clause = {"lock_days": 7, "fold_minutes": 5, "power_cuts": "owed", "event_types": "confidence, softskills"}
    admin.post(url("attendance_policy", cohort.programme.uuid), clause)
    her.projection.refresh_from_db()
    assert her.projection.minutes == 120
