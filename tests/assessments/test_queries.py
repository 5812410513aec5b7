"""What a page and a save ask of the database, whatever the size of bank and cohort, and what they never ask."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.models import Attempt
from tests.factories.assessments import answer_right, hand_in, make_attempt, make_quiz, make_taker, signed_in
from tests.factories.running import make_enrolment

pytestmark = pytest.mark.django_db
AUTHORS_TABLES = (
    "wagtailcore_",
    '"hunar_assessments_question',
    '"hunar_assessments_quizpage',
    "hunar_courses_coursepage",
)


class Asked:
    """The statements a request made, without the marks around transactions."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.statements: list[str] = []

    def __call__(self, method: str, address: str, *arguments: Any, **more: Any) -> Any:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = getattr(self.client, method)(address, *arguments, **more)
        self.statements = [
            query["sql"]
            for query in captured
            if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
        ]
        assert not [sql for sql in self.statements for table in AUTHORS_TABLES if table in sql]
        return response


@pytest.fixture(params=[(5, 0), (40, 6)], ids=["small", "large"])
def attempt(request: pytest.FixtureRequest) -> Attempt:
    size, neighbours = request.param
    quiz = make_quiz(singles=size, draw=5)
    enrolment = make_taker(quiz)
    for _ in range(neighbours):
        other = make_attempt(quiz, make_enrolment(cohort=enrolment.cohort))
        answer_right(other)
        hand_in(other)
    return make_attempt(quiz, enrolment)


@pytest.fixture
def asked(attempt: Attempt) -> Asked:
    client = signed_in(attempt.enrolment)
    client.get(f"/quiz/{attempt.uuid}/1/")  # the edition is read once in a process
    return Asked(client)


def test_a_question_page_asks_five_questions(attempt: Attempt, asked: Asked) -> None:
    assert asked("get", f"/quiz/{attempt.uuid}/2/").status_code == 200
    assert len(asked.statements) <= 5, asked.statements


def test_the_quizs_page_asks_at_most_eight(attempt: Attempt, asked: Asked) -> None:
    assert asked("get", f"/learn/{attempt.enrolment.uuid}/{attempt.activity_key}/").status_code == 200
    assert len(asked.statements) <= 8, asked.statements


def test_checking_and_the_result_ask_at_most_eight(attempt: Attempt, asked: Asked) -> None:
    assert asked("get", f"/quiz/{attempt.uuid}/").status_code == 200
    assert len(asked.statements) <= 8, asked.statements
    hand_in(attempt)
    assert asked("get", f"/quiz/{attempt.uuid}/result/").status_code == 200
    assert len(asked.statements) <= 8, asked.statements


def test_saving_an_answer_asks_six_questions(attempt: Attempt, asked: Asked) -> None:
    event = {
        "uuid": str(uuid4()),
        "verb": "quiz.answer",
        "sequence": 3,
        "payload": {"attempt": str(attempt.uuid), "question": attempt.paper[0]["question"], "options": ["a"]},
    }
    body = json.dumps({"device": "page", "events": [event]})
    response = asked("post", "/inbox/", body, content_type="application/json")
    assert response.json()["verdicts"][0]["status"] == "stored"
    assert len(asked.statements) <= 6, asked.statements
    assert len(body) <= 1500
    assert len(response.content) <= 500


def test_starting_reads_no_page_of_an_author(asked: Asked, attempt: Attempt) -> None:
    hand_in(attempt)
    assert asked("post", f"/quiz/start/{attempt.enrolment.uuid}/{attempt.activity_key}/").status_code == 302
    assert Attempt.objects.filter(person=attempt.person).count() == 2
