"""One door at every address: nothing of a lesson comes out to a stranger, to another batch, or after the window."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.running.actions.windows import close, extend
from courses.running.models import ActivityRecord, Enrolment, LecturePlace
from lms.foundation.api import store_bytes
from tests.factories.running import lesson, make_cohort, make_enrolment, make_person, make_superuser
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
CANARY = "canary-words-of-the-lesson"
SOUND = b"canary-sound-bytes" * 50


def entry(stored: Any) -> dict[str, Any]:
    """The lecture of one sound file."""
    file = {"role": "audio", "ext": "m4a", "type": "audio/mp4", "sha256": stored.sha256, "bytes": stored.bytes}
    rendition = {"rung": "audio", "files": [file]}
    return {"seconds": 60.0, "class": "talk", "synthetic_voice": False, "renditions": [rendition]}


class Course:
    """One enrolment in a course of one lesson with a lecture, and every address of it."""

    def __init__(self, *, days_ago: int = 3) -> None:
        self.stored = store_bytes(SOUND, suffix="m4a", content_type="audio/mp4")
        self.key = uuid4()
        one = lesson(key=self.key, text=f"<p>{CANARY}</p>", lectures={"en": entry(self.stored)}, files=[self.stored])
        starts_on = timezone.localdate() - timedelta(days=days_ago)
        self.cohort = make_cohort(activities=[one, lesson("Second")], starts_on=starts_on)
        self.enrolment = make_enrolment(cohort=self.cohort)
        self.person = self.enrolment.person

    @property
    def pages(self) -> list[str]:
        """Page, player and outline."""
        activity = reverse("hunar_running:activity", args=[self.enrolment.uuid, self.key])
        return [activity, f"{activity}?play=audio", reverse("hunar_running:course", args=[self.enrolment.uuid])]

    @property
    def file(self) -> str:
        """The file's own address."""
        return reverse("hunar_running:file", args=[self.enrolment.uuid, self.key, self.stored.sha256, "m4a"])

    def events(self) -> list[dict[str, Any]]:
        """A place and a finish, as a phone sends them."""
        payload = {"enrolment": str(self.enrolment.uuid), "activity": str(self.key)}
        place = payload | {"seconds": 12.5, "rung": "audio"}
        return [
            {"uuid": str(uuid4()), "verb": "lecture.place", "sequence": 1, "payload": place},
            {"uuid": str(uuid4()), "verb": "lesson.finish", "sequence": 2, "payload": payload},
        ]


def send(client: Client, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    body = json.dumps({"device": "phone", "events": events})
    return client.post(reverse("hunar_foundation:inbox"), body, content_type="application/json").json()["verdicts"]


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def status(response: Any) -> int:
    """The status of a response whose bytes were all taken, as a phone takes them."""
    body(response)
    return response.status_code


def assert_nothing_out(response: Any) -> None:
    content = body(response)
    assert CANARY.encode() not in content
    assert b"canary-sound" not in content
    assert b"Contrast" not in content


def test_her_own_open_door_shows_everything(signed: Signed) -> None:
    course = Course()
    client = signed(course.person)
    page, player, outline = [client.get(address) for address in course.pages]
    assert CANARY in page.content.decode()
    assert f"files/{course.stored.sha256}.m4a" in player.content.decode()
    assert "Contrast" in outline.content.decode()
    assert body(client.get(course.file)) == SOUND
    part = client.get(course.file, headers={"Range": "bytes=7-11"})
    assert (part.status_code, body(part)) == (206, SOUND[7:12])


def test_signed_out_nothing_comes_out() -> None:
    course = Course()
    client = Client()
    for address in course.pages:
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in/")
        assert_nothing_out(response)
    response = client.get(course.file)
    assert response.status_code == 404
    assert_nothing_out(response)
    finish = reverse("hunar_running:finish", args=[course.enrolment.uuid, course.key])
    client.post(finish, {"event": str(uuid4())})
    assert not ActivityRecord.objects.exists()


@pytest.mark.parametrize("who", ["another batch", "no batch", "staff"])
def test_for_anybody_else_there_is_no_such_page(signed: Signed, who: str) -> None:
    course = Course()
    person = make_superuser() if who == "staff" else make_person()
    if who == "another batch":
        make_enrolment(person, make_cohort(course.cohort.programme, [lesson()]))
    client = signed(person)
    marks = reverse("hunar_running:marks", args=[course.enrolment.uuid])
    for address in [*course.pages, course.file, marks]:
        response = client.get(address)
        unknown = client.get(address.replace(str(course.enrolment.uuid), str(uuid4())))
        assert (response.status_code, unknown.status_code) == (404, 404)
        assert_nothing_out(response)
    assert [verdict["status"] for verdict in send(client, course.events())] == ["refused", "refused"]
    finish = reverse("hunar_running:finish", args=[course.enrolment.uuid, course.key])
    assert client.post(finish, {"event": str(uuid4())}).status_code == 404
    assert not ActivityRecord.objects.exists()
    assert not LecturePlace.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-9"}])
def test_after_her_window_every_address_is_shut_and_marks_stay(signed: Signed, headers: dict[str, str]) -> None:
    course = Course(days_ago=40)
    client = signed(course.person)
    for address in [*course.pages, course.file]:
        response = client.get(address, headers=headers)
        assert response.status_code == 403
        assert "no-store" in response["Cache-Control"]
        assert_nothing_out(response)
    verdicts = send(client, course.events())
    assert [(verdict["status"], verdict["reason"]) for verdict in verdicts] == [("refused", "over")] * 2
    assert "Your days ended on" in verdicts[0]["message"]
    marks = client.get(reverse("hunar_running:marks", args=[course.enrolment.uuid]))
    assert marks.status_code == 200
    assert "Contrast" in marks.content.decode()


def test_the_file_is_dead_the_moment_the_door_is_shut(signed: Signed) -> None:
    course = Course()
    client, fresh = signed(course.person), signed(course.person)
    assert status(client.get(course.file)) == 200
    entry = close(course.enrolment, reason="left", by=make_superuser())
    for phone in (client, fresh):
        assert status(phone.get(course.file)) == 403
    assert entry.at <= timezone.now()


def test_more_days_open_it_again(signed: Signed) -> None:
    course = Course(days_ago=40)
    client = signed(course.person)
    assert client.get(course.file).status_code == 403
    extend(course.enrolment, days=2, reason="power_cut", by=make_superuser())
    assert status(client.get(course.file)) == 200


def test_a_file_of_another_edition_is_not_found(signed: Signed) -> None:
    course = Course()
    elsewhere = store_bytes(b"of another course", suffix="m4a", content_type="audio/mp4")
    make_cohort(activities=[lesson("Other", files=[elsewhere])])
    client = signed(course.person)
    assert client.get(course.file.replace(course.stored.sha256, elsewhere.sha256)).status_code == 404
    assert client.get(course.file.replace(".m4a", ".mp4")).status_code == 404


def test_sealed_bytes_have_no_address(signed: Signed) -> None:
    course = Course()
    edition = course.cohort.edition
    for stored in (edition.sealed, edition.manifest):
        address = course.file.replace(course.stored.sha256, stored.sha256).replace(".m4a", f".{stored.suffix}")
        assert signed(course.person).get(address).status_code == 404


def test_before_the_first_day_she_reads_when_it_opens(signed: Signed) -> None:
    course = Course(days_ago=-2)
    response = signed(course.person).get(course.pages[0])
    assert response.status_code == 403
    assert "Your course opens on" in response.content.decode()


def test_a_withdrawn_trainee_reads_it_and_keeps_her_marks(signed: Signed) -> None:
    course = Course()
    Enrolment.objects.filter(pk=course.enrolment.pk).update(state="withdrawn")
    client = signed(course.person)
    assert "You are no longer in this batch." in client.get(course.pages[0]).content.decode()
    assert client.get(reverse("hunar_running:marks", args=[course.enrolment.uuid])).status_code == 200


def test_personal_pages_leave_no_copy(signed: Signed) -> None:
    course = Course()
    client = signed(course.person)
    for address in [*course.pages, reverse("hunar_running:marks", args=[course.enrolment.uuid])]:
        assert client.get(address)["Cache-Control"] == "private, no-store"
    served = client.get(course.file)
    assert status(served) == 200
    assert "immutable" in served["Cache-Control"]


def test_an_unknown_way_to_play_is_not_found(signed: Signed) -> None:
    course = Course()
    assert signed(course.person).get(course.pages[1].replace("audio", "video")).status_code == 404


def test_a_get_changes_nothing(signed: Signed) -> None:
    course = Course()
    client = signed(course.person)
    for address in course.pages:
        client.get(address)
    finish = reverse("hunar_running:finish", args=[course.enrolment.uuid, course.key])
    assert client.get(finish).status_code == 405
    assert not ActivityRecord.objects.exists()
    assert not LecturePlace.objects.exists()
