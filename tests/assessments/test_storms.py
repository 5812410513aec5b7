"""Everybody presses at once: one attempt, one finish, no error, on either database."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client

from assessments.models import Attempt, AttemptEvent
from courses.running.models import ActivityRecord
from tests.factories.assessments import answer_right, make_attempt, make_quiz, make_quiz_cohort, make_taker, signed_in
from tests.faults import rounds

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
THREADS = 10
ROUNDS = rounds(20, least=3)


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Run the calls in threads that set off together; their results, errors raised."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait()
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(run, call) for call in calls]]


def test_two_hundred_taps_on_start_make_one_attempt() -> None:
    quiz = make_quiz(attempts=1)
    cohort = make_taker(quiz).cohort
    for _ in range(ROUNDS):
        enrolment = make_taker(quiz, cohort)
        cookies = signed_in(enrolment).cookies
        address = f"/quiz/start/{enrolment.uuid}/{quiz.key}/"
        responses = at_once([partial(post, cookies, address)] * THREADS)
        attempt = Attempt.objects.get(person=enrolment.person)
        assert {(response.status_code, response.url) for response in responses} == {(302, f"/quiz/{attempt.uuid}/1/")}
        assert [event.kind for event in attempt.events.all()] == ["started"]


def test_two_hundred_hand_ins_make_one_mark() -> None:
    quiz = make_quiz()
    cohort = make_taker(quiz).cohort
    for _ in range(ROUNDS):
        attempt = make_attempt(quiz, make_taker(quiz, cohort))
        answer_right(attempt, 3)
        cookies = signed_in(attempt.enrolment).cookies
        same = str(uuid4())
        events = [same if number % 2 else str(uuid4()) for number in range(THREADS)]
        replies = at_once([partial(finish, cookies, attempt, name) for name in events])
        assert len({json.dumps(reply["reply"], sort_keys=True) for reply in replies}) == 1
        assert {reply["status"] for reply in replies} <= {"stored", "duplicate"}
        assert AttemptEvent.objects.filter(attempt=attempt, kind__in=["finished", "marked"]).count() == 2
        assert ActivityRecord.objects.get(person=attempt.person).best_score == 3


def test_answers_and_a_hand_in_at_once_lose_nothing_that_was_acknowledged() -> None:
    quiz = make_quiz(singles=8, draw=8)
    cohort = make_taker(quiz).cohort
    for _ in range(ROUNDS):
        attempt = make_attempt(quiz, make_taker(quiz, cohort))
        cookies = signed_in(attempt.enrolment).cookies
        calls: list[Callable[[], Any]] = [partial(save, cookies, attempt, place) for place in range(len(attempt.paper))]
        verdicts = at_once([*calls, partial(finish, cookies, attempt, str(uuid4()))])
        attempt.refresh_from_db()
        stored = sum(verdict["status"] == "stored" for verdict in verdicts[:-1])
        assert {verdict["reason"] for verdict in verdicts if verdict["status"] == "refused"} <= {"finished"}
        assert attempt.score == stored == attempt.events.filter(kind="answered").count()


def test_the_database_itself_keeps_one_open_attempt() -> None:
    attempt = make_attempt()
    twin = {field.attname: getattr(attempt, field.attname) for field in Attempt._meta.concrete_fields}
    for different in ({"number": 2}, {"number": 1, "state": "finished"}):
        values = twin | {"id": None, "uuid": uuid4()} | different
        with pytest.raises(IntegrityError), transaction.atomic():
            Attempt.objects.create(**values)


def test_an_attempt_begun_elsewhere_in_the_same_moment_is_the_one() -> None:
    quiz = make_quiz()
    first = make_taker(quiz)
    beside = make_taker(quiz, make_quiz_cohort(first.cohort.edition), first.person)
    cookies = signed_in(first).cookies
    addresses = [f"/quiz/start/{enrolment.uuid}/{quiz.key}/" for enrolment in (first, beside)] * (THREADS // 2)
    responses = at_once([partial(post, cookies, address) for address in addresses])
    assert len({response.url for response in responses}) == 1
    assert Attempt.objects.count() == 1


def browser(cookies: Any) -> Client:
    """A client that carries these cookies."""
    client = Client()
    client.cookies = cookies.copy()
    return client


def post(cookies: Any, address: str) -> Any:
    """Press a button that leads to ``address``."""
    return browser(cookies).post(address)


def inbox(cookies: Any, event: dict[str, Any]) -> dict[str, Any]:
    """Put one event through the inbox; its verdict."""
    body = json.dumps({"device": "page", "events": [event]})
    response = browser(cookies).post("/inbox/", body, content_type="application/json")
    assert response.status_code == 200
    return response.json()["verdicts"][0]


def finish(cookies: Any, attempt: Attempt, name: str) -> dict[str, Any]:
    """Hand in under this event name."""
    return inbox(
        cookies, {"uuid": name, "verb": "quiz.finish", "sequence": 99, "payload": {"attempt": str(attempt.uuid)}}
    )


def save(cookies: Any, attempt: Attempt, place: int) -> dict[str, Any]:
    """Give the right answer at this place."""
    payload = {"attempt": str(attempt.uuid), "question": attempt.paper[place]["question"], "options": ["a"]}
    return inbox(cookies, {"uuid": str(uuid4()), "verb": "quiz.answer", "sequence": 1, "payload": payload})
