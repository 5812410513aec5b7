"""Every door, walked by whoever should not come in: nothing of a lesson's text, media or quiz comes out.

What is hers (marks, attendance, certificate) stays open for her alone, also when her window is over.
"""

import re
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import reverse

from assessments.api import start_attempt
from assessments.models import Attempt
from certificates.api import issue
from certificates.models import Award
from courses.authoring.api import load_manifest, make_edition
from courses.authoring.models import CoursePage, LessonPage
from courses.running.api import close, record_activity
from courses.running.models import Enrolment
from lms.people.models import Person
from tests.factories import assessments as quizzes
from tests.factories.authoring import make_course, make_lesson, make_module, make_recording
from tests.factories.running import make_enrolment, make_person, make_superuser

LESSON, PROMPT, CHOICE, FEEDBACK = "CANARYLESSON", "CANARYPROMPT", "CANARYCHOICE", "CANARYFEEDBACK"
CANARIES = [word.encode() for word in (LESSON, PROMPT, CHOICE, FEEDBACK, "audio ", "audio-fallback ")]
# A form's token is drawn anew for each answer, and the language form comes back to where it was.
OWN = re.compile(rb'name="(?:csrfmiddlewaretoken|next)" value="[^"]+"')

pytestmark = pytest.mark.django_db


@dataclass
class Walk:
    """A finished course of one lesson with a lecture and one quiz; a trainee who has all of it behind her."""

    course: CoursePage
    lesson: LessonPage
    enrolment: Enrolment
    neighbour: Enrolment
    attempt: Attempt
    award: Award
    files: list[str]

    def lesson_doors(self) -> dict[str, str]:
        """Each address that shows a part of the lesson or the quiz."""
        place = [self.enrolment.uuid, self.lesson.key]
        lesson = reverse("hunar_running:activity", args=place)
        return {
            "lesson": lesson,
            "player": f"{lesson}?play=audio",
            "quiz": reverse("hunar_running:activity", args=[self.enrolment.uuid, self.attempt.activity_key]),
            "check": reverse("hunar_assessments:check", args=[self.attempt.uuid]),
            "question": reverse("hunar_assessments:question", args=[self.attempt.uuid, 1]),
            "result": reverse("hunar_assessments:result", args=[self.attempt.uuid]),
            **{f"file {name}": f"{lesson}files/{name}" for name in self.files},
        }

    def own_doors(self) -> dict[str, str]:
        """What stays hers when the window is over."""
        return {
            "marks": reverse("hunar_running:marks", args=[self.enrolment.uuid]),
            "awards": reverse("hunar_certificates:list"),
            "award": reverse("hunar_certificates:award", args=[self.award.uuid]),
            "paper": reverse("hunar_certificates:pdf", args=[self.award.uuid]),
        }


@pytest.fixture
def walk() -> Walk:
    course = make_course()
    lesson = make_lesson(make_module(course), text=LESSON, recording=make_recording(course))
    body = quizzes.make_body()
    body["prompt"] = {"en": PROMPT}
    body["feedback"] = {"en": FEEDBACK}
    for option in body["options"]:
        option["text"] = {"en": f"{CHOICE} {option['id']}"}
    quizzes.create_question(course_key=course.key, slug="canary", kind="single", body=body, by=None)
    quiz = quizzes.make_quiz_page(course, draw=1)
    edition = make_edition(course, by=make_superuser())
    cohort, other = quizzes.make_quiz_cohort(edition), quizzes.make_quiz_cohort(edition)
    her = make_enrolment(make_person(), cohort)
    attempt = start_attempt(her, quiz.key)
    quizzes.answer_right(attempt)
    quizzes.hand_in(attempt)
    record_activity(her.person, lesson.key, edition, done=True, at=attempt.started_at)
    return Walk(
        course=course,
        lesson=lesson,
        enrolment=her,
        neighbour=make_enrolment(make_person(), other),
        attempt=attempt,
        award=issue(her, by=None),
        files=[stored.name for stored in edition.files.all()],
    )


def bytes_of(response: HttpResponseBase) -> bytes:
    """All that comes over the wire."""
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def signed_in(person: Person) -> Client:
    """A fresh browser in which this person is signed in."""
    client = Client()
    client.force_login(person.user)
    return client


def leaks(client: Client, doors: dict[str, str], **headers: str) -> dict[str, list[bytes]]:
    """The canaries that come out, by door."""
    found = {}
    for name, address in doors.items():
        for more in ({}, {"HTTP_RANGE": "bytes=0-99"}, {"HTTP_ACCEPT": "application/json"}):
            body = bytes_of(client.get(address, **headers, **more))
            if escaped := [word for word in CANARIES if word in body]:
                found[name] = escaped
    return found


def statuses(client: Client, doors: dict[str, str]) -> dict[str, int]:
    """How each door answers."""
    return {name: client.get(address).status_code for name, address in doors.items()}


def events(walk: Walk) -> list[dict[str, Any]]:
    """One event of every kind a phone may send about this course."""
    enrolment, lesson = str(walk.enrolment.uuid), str(walk.lesson.key)
    question = walk.attempt.paper[0]["question"]
    payloads = [
        ("lecture.place", {"enrolment": enrolment, "activity": lesson, "seconds": 3, "rung": "audio"}),
        ("lecture.watched", {"enrolment": enrolment, "activity": lesson, "stretches": [[0, 3]]}),
        ("lesson.finish", {"enrolment": enrolment, "activity": lesson}),
        ("quiz.answer", {"attempt": str(walk.attempt.uuid), "question": question, "options": ["a"]}),
        ("quiz.finish", {"attempt": str(walk.attempt.uuid)}),
    ]
    return [
        {"uuid": str(uuid4()), "verb": verb, "sequence": number, "at": None, "payload": payload}
        for number, (verb, payload) in enumerate(payloads, start=1)
    ]


def test_she_herself_sees_it_all_while_her_window_is_open(walk: Walk) -> None:
    her = signed_in(walk.enrolment.person)
    found = leaks(her, walk.lesson_doors())
    assert {"lesson", "result"} <= found.keys()
    assert any(name.startswith("file") for name in found)
    assert set(statuses(her, walk.own_doors()).values()) == {200}


def test_a_visitor_gets_nothing(walk: Walk) -> None:
    doors = walk.lesson_doors() | walk.own_doors()
    assert leaks(Client(), doors) == {}
    assert set(statuses(Client(), doors).values()) <= {302, 404}


def test_another_cohorts_trainee_gets_nothing(walk: Walk) -> None:
    neighbour = signed_in(walk.neighbour.person)
    doors = walk.lesson_doors() | {name: walk.own_doors()[name] for name in ("marks", "award", "paper")}
    assert leaks(neighbour, doors) == {}
    assert set(statuses(neighbour, doors).values()) == {404}


def test_unknown_and_forbidden_look_the_same(walk: Walk) -> None:
    neighbour = signed_in(walk.neighbour.person)
    unknown = reverse("hunar_running:activity", args=[uuid4(), uuid4()])
    seen = [neighbour.get(address) for address in (unknown, walk.lesson_doors()["lesson"])]
    assert seen[0].headers == seen[1].headers
    first, second = (OWN.sub(b"", answer.content) for answer in seen)
    assert first == second


def test_after_her_window_only_what_is_hers_stays_open(walk: Walk) -> None:
    her = signed_in(walk.enrolment.person)
    close(walk.enrolment, reason="mistake", by=None)
    assert leaks(her, walk.lesson_doors()) == {}
    assert (
        200 not in statuses(her, {name: door for name, door in walk.lesson_doors().items() if "file" in name}).values()
    )
    assert set(statuses(her, walk.own_doors()).values()) == {200}
    assert walk.award.code.encode() not in bytes_of(Client().get(walk.own_doors()["award"]))


def test_the_inbox_refuses_whoever_should_not_write(walk: Walk) -> None:
    inbox = reverse("hunar_foundation:inbox")
    body = {"device": "phone", "events": events(walk)}
    signed_out = Client().post(inbox, body, content_type="application/json")
    assert signed_out.status_code in {401, 403}
    neighbour = signed_in(walk.neighbour.person).post(inbox, body, content_type="application/json")
    assert {verdict["status"] for verdict in neighbour.json()["verdicts"]} == {"refused"}
    closed = closed_for_her(walk).post(inbox, body | {"events": events(walk)}, content_type="application/json")
    # To hand in what is handed in gives her own mark again; everything else is refused.
    assert [verdict["status"] for verdict in closed.json()["verdicts"]] == [
        "refused",
        "refused",
        "refused",
        "refused",
        "stored",
    ]
    assert not any(word in neighbour.content + closed.content for word in CANARIES)


def closed_for_her(walk: Walk) -> Client:
    """Her own browser, after her window."""
    close(walk.enrolment, reason="mistake", by=None)
    return signed_in(walk.enrolment.person)


def test_the_page_tree_serves_no_lesson(walk: Walk) -> None:
    place = "/courses/" + "/".join(page.slug for page in walk.lesson.get_ancestors()[2:]) + f"/{walk.lesson.slug}/"
    for client in (Client(), signed_in(walk.enrolment.person)):
        answer = client.get(place)
        assert answer.status_code == 404
        assert LESSON.encode() not in answer.content


def test_wagtails_api_of_a_host_lists_no_lesson(walk: Walk) -> None:
    from wagtail.api.v2.views import PagesAPIViewSet

    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    view = PagesAPIViewSet()
    view.request = request
    titles = set(view.get_base_queryset().values_list("title", flat=True))
    assert walk.course.title in titles
    assert walk.lesson.title not in titles


def test_manifest_and_sealed_part_have_no_address(walk: Walk) -> None:
    edition = walk.enrolment.cohort.edition
    lesson = walk.lesson_doors()["lesson"]
    her = signed_in(walk.enrolment.person)
    assert load_manifest(edition)
    for stored in (edition.manifest, edition.sealed):
        assert her.get(f"{lesson}files/{stored.name}").status_code == 404


@pytest.mark.parametrize("address", ["/cms/login/", "/cms/password_reset/", "/cms/password_reset/confirm/x/y/"])
def test_a_right_password_at_wagtails_own_doors_signs_nobody_in(address: str) -> None:
    person = make_person(username="nadia")
    client = Client()
    form = {"username": "nadia", "password": "right horse battery", "email": "nadia@example.org"}
    assert client.post(address, form).status_code in {302, 404, 405}
    assert "_auth_user_id" not in client.session
    assert client.login(username="nadia", password="right horse battery"), person
