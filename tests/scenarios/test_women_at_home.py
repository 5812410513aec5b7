"""Women at home: no centre, no class; recorded lectures, one webinar heard afterwards, a quiz, and the same paper.

WEP-2 and ERZ-10, by the doors a person uses. Only the course itself is written beforehand.
"""

import json
import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt
from certificates.models import Award
from courses.authoring.actions.release import make_edition
from courses.authoring.models import CoursePage
from courses.running.models import Cohort, Enrolment, Programme
from lms.people.models import Person
from tests.factories.assessments import keys_of, make_question, make_quiz_page
from tests.factories.authoring import make_course, make_lesson, make_module, make_recording, make_webinar
from tests.factories.running import make_superuser

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 7, tzinfo=UTC)
SECONDS = 80


def staff(name: str, *keys: Any) -> str:
    return reverse(f"hunar_running_staff:{name}", args=keys)


def signed(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    client.cookies["hunar_project_language"] = "en"
    return client


class Home:
    """A released course, and the office that runs it."""

    def __init__(self) -> None:
        self.office = make_superuser()
        self.course = make_course("Selling what you make")
        module = make_module(self.course)
        self.lecture = make_lesson(module, "Prices", recording=make_recording(self.course, seconds=SECONDS))
        self.webinar = make_webinar(self.course, recording=make_recording(self.course, seconds=SECONDS))
        for _ in range(6):
            make_question(self.course.key)
        self.quiz = make_quiz_page(CoursePage.objects.get(pk=self.course.pk))
        make_edition(CoursePage.objects.get(pk=self.course.pk), by=self.office)

    def batch(self) -> Cohort:
        """The programme for women at home and its batch, by the office's forms."""
        client = signed(self.office)
        programme = {
            "name": "Digital skills",
            "planned_minutes": "0",
            "required_minutes": "0",
            "required_minutes_confirmed": "on",
            "basis": "cohort_start",
            "days": "30",
            "watch_percent": "80",
            "webinar_percent": "80",
            "pass_percent": "60",
            "required_activities": "on",
            "courses": [str(self.course.key)],
        }
        assert client.post(staff("add_programme"), programme).status_code == 302
        batch = {
            "course": f"{Programme.objects.get().uuid}/{self.course.key}",
            "name": "Home 1",
            "starts_on": "2026-11-01",
            "time_zone": "Asia/Karachi",
            "women_only": "on",
            "open_now": "on",
        }
        assert client.post(staff("add_cohort"), batch).status_code == 302
        return Cohort.objects.get()

    def trainee(self, cohort: Cohort) -> Enrolment:
        """A woman whom the office adds; she has no centre."""
        data = {
            "username": "home7",
            "display_name": "Z.",
            "legal_name": "A Name For Paper",
            "urdu_name": "نام",
            "gender": "f",
            "language": "en",
        }
        assert signed(self.office).post(staff("add_trainee", cohort.uuid), data).status_code == 302
        return Enrolment.objects.select_related("person__user", "cohort").get()


def tell(client: Client, enrolment: Enrolment, key: UUID, *stretches: tuple[int, int]) -> dict[str, Any]:
    payload = {"enrolment": str(enrolment.uuid), "activity": str(key), "stretches": stretches}
    event = {"uuid": str(uuid4()), "verb": "lecture.watched", "sequence": 1, "payload": payload}
    body = json.dumps({"device": "her phone", "events": [event]})
    answer = client.post(reverse("hunar_foundation:inbox"), body, content_type="application/json").json()
    assert answer["verdicts"][0]["status"] == "stored", answer
    reply: dict[str, Any] = answer["verdicts"][0]["reply"]
    return reply


def fields(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(event|sequence)" value="([^"]+)">', html))


def pass_quiz(client: Client, enrolment: Enrolment, key: UUID) -> None:
    """Answer every page of the quiz and hand it in."""
    address = client.post(f"/quiz/start/{enrolment.uuid}/{key}/").url
    for options in keys_of(Attempt.objects.get()):
        form = fields(client.get(address).content.decode())
        address = client.post(address, form | {"options": options}).url
    client.post(address, fields(client.get(address).content.decode()))


def marks(client: Client, enrolment: Enrolment) -> str:
    return client.get(reverse("hunar_running:marks", args=[enrolment.uuid])).content.decode()


def test_she_never_leaves_home_and_is_certified_by_the_same_engine() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        home = Home()
        cohort = home.batch()
        enrolment = home.trainee(cohort)
        assert cohort.centre is None
        client = signed(enrolment.person)
        assert "is not finished yet" in marks(client, enrolment)

        # The lecture in its lightest rendition: the sound. Most of it is not enough, all but a little is.
        lesson = reverse("hunar_running:activity", args=[enrolment.uuid, home.lecture.key])
        assert "?play=audio" in client.get(lesson).content.decode()
        assert 'data-rung="audio"' in client.get(f"{lesson}?play=audio").content.decode()
        assert tell(client, enrolment, home.lecture.key, (0, 40)) == {"seconds": 40, "left": 24, "done": False}
        event = fields(client.get(lesson).content.decode())
        assert "1 minute of the lecture to go." in client.post(f"{lesson}finish/", event).content.decode()
        clock.shift(60)
        assert tell(client, enrolment, home.lecture.key, (35, 64))["done"]

        # She could not come to the webinar; its recording stands in its place.
        webinar = client.get(reverse("hunar_running:activity", args=[enrolment.uuid, home.webinar.key]))
        assert "Whoever has played 80 percent of it was there." in webinar.content.decode()
        clock.shift(60)
        assert tell(client, enrolment, home.webinar.key, (0, 64))["done"]

        assert "is not finished yet" in marks(client, enrolment), "the quiz is still to be passed"
        pass_quiz(client, enrolment, home.quiz.key)
        assert "You have all that this course asks for." in marks(client, enrolment)
        enrolment.refresh_from_db()
        assert enrolment.completed_at is not None
        assert not enrolment.access_entries.exists(), "nobody lent a hand"

        certificate_of_home(home, cohort, enrolment)


def certificate_of_home(home: Home, cohort: Cohort, enrolment: Enrolment) -> None:
    """The officer finds her among those who may have a certificate, and a stranger reads nothing of a home."""
    officer = signed(home.office)
    screen = reverse("hunar_certificates_staff:cohort", args=[cohort.uuid])
    assert [row.enrolment for row in officer.get(screen).context["eligible"]] == [enrolment]
    officer.post(screen, {"enrolment": [str(enrolment.uuid)]})
    award = Award.objects.get()
    # How she learned is on file, in the rule that was met, and nowhere that a stranger reads.
    rule = award.evidence["standing"]["rule"]
    assert (rule["required_minutes"], rule["watch_percent"], rule["webinar_percent"]) == (0, 80, 80)
    public = Client().get(reverse("hunar_certificates:verify", args=[award.code])).content.decode()
    assert "Selling what you make" in public
    for word in ("webinar", "at home", "Home 1", "recording", "online"):
        assert word not in public.lower().replace("home</a>", ""), word
    exported = officer.get(staff("export", cohort.uuid, "csv")).getvalue().decode()
    assert "Valid" in exported
    assert "Completed on" in exported


def test_the_one_who_did_less_is_not_eligible() -> None:
    with time_machine.travel(NOON, tick=False):
        home = Home()
        cohort = home.batch()
        enrolment = home.trainee(cohort)
        client = signed(enrolment.person)
        tell(client, enrolment, home.lecture.key, (0, 80))
        pass_quiz(client, enrolment, home.quiz.key)
        screen = reverse("hunar_certificates_staff:cohort", args=[cohort.uuid])
        assert signed(home.office).get(screen).context["eligible"] == []
        assert "“Ask a freelancer” is not finished yet" in marks(client, enrolment)
