"""EVT-1: who was at an event is told by a code, and its recording is played as a lesson within the hour.

The course, the batch and a recording whose small files are ready are there beforehand; how a recording becomes small
files is the same way as for a lecture and is tested there.
"""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.authoring.actions.release import JOB, make_edition
from courses.authoring.models import CoursePage, WebinarPage
from courses.running.models import ClassSession, Cohort, Enrolment, RollEntry, TraineeCard
from lms.foundation.api import group_code
from lms.foundation.models import Job
from lms.foundation.work.runner import run
from tests.factories.attendance import batch_at_a_centre, form_time, manager_of, minutes_on_roll, trainee
from tests.factories.authoring import make_recording, make_small_course, make_webinar
from tests.factories.running import make_cohort_on, make_superuser
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
# Five in the afternoon in Pakistan.
STARTS = datetime(2026, 11, 30, 12, tzinfo=UTC)
ENDS = STARTS + timedelta(minutes=60)
SECONDS = 80


def staff(name: str, *keys: Any) -> str:
    return reverse(f"hunar_running_staff:{name}", args=keys)


class Chat:
    """A Tech Chat in a released course, with a batch that has it and an office that runs both."""

    def __init__(self) -> None:
        self.office = make_superuser()
        course = make_small_course("Digital youth", lessons=["First"])
        self.page = make_webinar(course, "Tech Chat", text="Bring questions.", minutes=60)
        self.course = CoursePage.objects.get(pk=course.pk)
        edition = make_edition(self.course, by=self.office)
        free = {"planned_minutes": 0, "required_minutes": 0, "webinar_percent": 80}
        self.cohort = make_cohort_on(edition, **free)

    def say_when(self, client: Client) -> None:
        """The time, the link and the code of the day, on the webinar's form."""
        told = {"starts_at": "2026-11-30T17:00", "minutes": "60", "link": "https://live.example.org/chat"}
        address = staff("webinar", self.cohort.uuid, self.page.key)
        assert client.post(address, told | {"code": "471 223", "dial_in": ""}).status_code == 302

    def place(self, client: Client) -> None:
        """Its recording, chosen in the editor and published by a colleague: nobody releases what she alone wrote."""
        recording = make_recording(self.course, seconds=SECONDS)
        form = nested_form_data({"body": streamfield([("paragraph", rich_text("<p>Bring questions.</p>"))])})
        form |= {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
        form |= {"title": "Tech Chat", "slug": self.page.slug, "minutes": "60", "required": "on"}
        form |= {"recording": str(recording.pk), "action-publish": "1"}
        assert client.post(f"/cms/pages/{self.page.pk}/edit/", form).status_code == 302
        assert WebinarPage.objects.get().recording == recording

    def correct(self, client: Client) -> None:
        """The button that takes it to running batches, and what the worker does next."""
        address = f"/cms/courses/{self.course.key}/release/"
        said = client.get(address).content.decode()
        assert "its recording is here" in said
        assert "Correct running batches now" in said
        client.post(address, {"correction": "yes"})
        run(Job.objects.get(kind=JOB, state=Job.State.WAITING).uuid)

    def trainee(self) -> Enrolment:
        """Somebody in the batch."""
        return trainee(self.cohort)

    def address(self, name: str, enrolment: Enrolment) -> str:
        """A page of this webinar for one trainee."""
        return reverse(f"hunar_running:{name}", args=[enrolment.uuid, self.page.key])


def played(client: Client, enrolment: Enrolment, key: Any, until: int) -> bool:
    """Let her phone tell what it played; whether that is enough."""
    payload = {"enrolment": str(enrolment.uuid), "activity": str(key), "stretches": [[0, until]]}
    event = {"uuid": str(uuid4()), "verb": "lecture.watched", "sequence": 1, "payload": payload}
    body = json.dumps({"device": "her phone", "events": [event]})
    answer = client.post(reverse("hunar_foundation:inbox"), body, content_type="application/json").json()
    return bool(answer["verdicts"][0]["reply"]["done"])


def test_evt_1_a_live_chat_counts_by_its_code_and_its_recording_is_a_lesson_within_the_hour(signed: Signed) -> None:
    with time_machine.travel(STARTS - timedelta(days=1), tick=False) as clock:
        chat = Chat()
        live, away = chat.trainee(), chat.trainee()
        chat.say_when(signed(chat.office))

        clock.move_to(STARTS + timedelta(minutes=30))
        hers = signed(live.person)
        assert "?play=audio" not in hers.get(chat.address("activity", live)).content.decode()
        assert hers.post(chat.address("attend", live), {"code": "471224"}).status_code == 409
        assert hers.post(chat.address("attend", live), {"code": "471223"}).status_code == 302
        assert minutes_on_roll(ClassSession.objects.get()) == {live.person.user.get_username(): 60}

        clock.move_to(ENDS + timedelta(minutes=20))
        chat.place(signed(make_superuser()))
        chat.correct(signed(chat.office))
        clock.move_to(ENDS + timedelta(minutes=59))
        hers = signed(away.person)
        html = hers.get(chat.address("activity", away)).content.decode()
        assert "?play=audio" in html
        assert "Whoever has played 80 percent of it was there." in html
        assert not played(hers, away, chat.page.key, 40)
        assert played(hers, away, chat.page.key, 64)
    # Heard is not attended: the roll names who was there live.
    assert minutes_on_roll(ClassSession.objects.get()) == {live.person.user.get_username(): 60}
    assert Cohort.objects.get(pk=chat.cohort.pk).edition.number == 2


def test_evt_1_at_the_door_of_a_summit_the_code_of_a_card_is_enough(signed: Signed) -> None:
    cohort = batch_at_a_centre(event_types=["summit"])
    guest, other = trainee(cohort, "guest"), trainee(cohort, "other")
    manager, desk = manager_of(cohort)
    printed = signed(make_superuser()).post(staff("print_cards", cohort.uuid))
    assert printed["Content-Type"] == "application/pdf"

    began = datetime.now(UTC) - timedelta(hours=3)
    summit = {"title": "Digital Youth Summit", "event_type": "summit", "planned_minutes": "120"}
    door = desk.post(staff("add_event", cohort.centre.uuid), summit | {"starts_at": form_time(began)})["Location"]
    code = TraineeCard.objects.get(enrolment=guest).code
    assert "On the roll." in desk.post(door, {"who": group_code(code, 4)}, follow=True).content.decode()
    refused = desk.post(door, {"who": "no such code"}).content.decode()
    assert "Nobody has this username" in refused

    event = ClassSession.objects.get()
    assert minutes_on_roll(event) == {"guest": 120}
    batch = desk.get(staff("cohort", cohort.uuid)).content.decode()
    row = re.search(r"<td>guest</td>.*?</tr>", batch)
    assert row is not None
    assert "<td>120</td>" in row[0]
    other.projection.refresh_from_db()
    assert other.projection.minutes == 0
    entry = RollEntry.objects.get()
    assert (entry.actor, entry.source) == (manager.uuid, RollEntry.Source.CARD)
