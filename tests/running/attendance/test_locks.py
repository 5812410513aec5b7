"""A roll locks some days after its class; a programme admin unlocks it for a day, with a reason, on the record."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.running.actions.roll import create_at_centre, take_roll
from courses.running.errors import Refusal
from courses.running.models import RollUnlock
from tests.factories.attendance import (
    at,
    batch_at_a_centre,
    desk_of,
    entries,
    make_class,
    manager_of,
    minutes_on_roll,
    told,
    trainee,
)

pytestmark = pytest.mark.django_db


def url(name: str, *keys: Any) -> str:
    return reverse(f"hunar_running_staff:{name}", args=keys)


def trainer_of(cohort: Any) -> Any:
    return desk_of("trainer", "course", cohort.course_key)


def admin_of(cohort: Any) -> Any:
    return desk_of("programme_admin", "programme", cohort.programme.uuid)


def test_the_seventh_day_is_still_open_and_the_eighth_is_not() -> None:
    cohort = batch_at_a_centre()
    enrolment = trainee(cohort)
    trainer, _ = trainer_of(cohort)
    session = make_class(cohort, days_ago=1)
    last = at("00:00", days_ago=1) + timedelta(days=8)
    with time_machine.travel(last - timedelta(seconds=1), tick=False):
        assert take_roll(session, {enrolment.person.uuid: 200}, by=trainer) == 1
    with time_machine.travel(last, tick=False), pytest.raises(Refusal, match="locked"):
        take_roll(session, {enrolment.person.uuid: 240}, by=trainer)
    assert minutes_on_roll(session) == {enrolment.person.user.get_username(): 200}


def test_a_programme_says_after_how_many_days() -> None:
    cohort = batch_at_a_centre(lock_days=2)
    enrolment = trainee(cohort)
    trainer, _ = trainer_of(cohort)
    assert take_roll(make_class(cohort, days_ago=2), {enrolment.person.uuid: 1}, by=trainer) == 1
    with pytest.raises(Refusal, match="locked"):
        take_roll(make_class(cohort, days_ago=3), {enrolment.person.uuid: 1}, by=trainer)


def test_a_trainer_is_told_who_can_and_cannot_herself() -> None:
    cohort = batch_at_a_centre()
    enrolment = trainee(cohort)
    admin, _ = admin_of(cohort)
    _, client = trainer_of(cohort)
    session = make_class(cohort, days_ago=9)
    address = url("roll", cohort.uuid, session.uuid)
    said = client.post(address, {f"m-{enrolment.person.uuid}": "200"}).content.decode()
    assert f"{admin.display_name} can unlock it. Nothing was saved." in said
    assert 'value="200"' in said
    assert client.post(url("unlock", cohort.uuid, session.uuid), {"reason": "paper"}).status_code == 404
    assert entries() == 0


def test_unlocked_it_is_written_until_the_end_of_the_day_and_the_log_says_so() -> None:
    cohort = batch_at_a_centre()
    enrolment = trainee(cohort)
    _, client = admin_of(cohort)
    trainer, _ = trainer_of(cohort)
    session = make_class(cohort, days_ago=9)
    page = client.get(url("roll", cohort.uuid, session.uuid)).content.decode()
    assert "Unlock it for today" in page
    client.post(url("unlock", cohort.uuid, session.uuid), {"reason": "paper"})
    assert take_roll(session, {enrolment.person.uuid: 200}, by=trainer) == 1
    unlocked = RollUnlock.objects.get()
    assert ModelLogEntry.objects.get(action="hunar_running.unlock_roll").data == {"unlock": str(unlocked.uuid)}
    tomorrow = at("00:00", days_ago=-1)
    assert unlocked.until == tomorrow
    with time_machine.travel(tomorrow, tick=False), pytest.raises(Refusal, match="locked"):
        take_roll(session, {enrolment.person.uuid: 240}, by=trainer)


def test_without_a_reason_nothing_is_unlocked() -> None:
    cohort = batch_at_a_centre()
    _, client = admin_of(cohort)
    session = make_class(cohort, days_ago=9)
    client.post(url("unlock", cohort.uuid, session.uuid), {"reason": ""})
    client.post(url("unlock", cohort.uuid, make_class(cohort, days_ago=1).uuid), {"reason": "paper"})
    assert not RollUnlock.objects.exists()


def test_a_late_file_of_a_device_waits_at_the_lock_and_counts_once_it_is_open() -> None:
    cohort = batch_at_a_centre()
    trainee(cohort, "nazia")
    session = make_class(cohort, days_ago=9)
    _, client = manager_of(cohort)
    client.post(url("numbers", cohort.centre.uuid), {"lines": "17,nazia"})
    text = f"17,{told('09:00', 9)}\n17,{told('13:00', 9)}"
    file = SimpleUploadedFile("attlog.csv", text.encode())
    seen = client.post(url("centre", cohort.centre.uuid), {"file": file, "device": "gate", "clock_minutes": 0})
    client.post(seen["Location"])
    assert minutes_on_roll(session) == {}
    waiting = re.sub(r"<[^>]+>", " ", client.get(url("waiting", cohort.centre.uuid)).content.decode())
    assert waiting.count("The roll is locked: Class") == 2
    _, admin = admin_of(cohort)
    admin.post(url("unlock", cohort.uuid, session.uuid), {"reason": "device"})
    client.post(url("waiting", cohort.centre.uuid))
    assert minutes_on_roll(session) == {"nazia": 240}
    assert timezone.now() < RollUnlock.objects.get().until


def test_the_roll_of_an_event_locks_and_is_unlocked_at_its_own_page() -> None:
    cohort = batch_at_a_centre()
    trainee(cohort, "nazia")
    event = create_at_centre(
        cohort.centre, "event", title="E", event_type="e", starts_at=at("09:00", 9), planned_minutes=60, by=None
    )
    _, manager = manager_of(cohort)
    _, admin = admin_of(cohort)
    keys = cohort.centre.uuid, event.uuid
    assert "locked" in manager.post(url("event", *keys), {"who": "nazia"}).content.decode()
    assert manager.post(url("unlock_event", *keys), {"reason": "paper"}).status_code == 404
    assert "Unlock it for today" in admin.get(url("event", *keys)).content.decode()
    admin.post(url("unlock_event", *keys), {"reason": "paper"})
    manager.post(url("event", *keys), {"who": "nazia"})
    assert minutes_on_roll(event) == {"nazia": 60}
