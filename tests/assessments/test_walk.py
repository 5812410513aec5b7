"""From the quiz's page to a passed activity, by forms alone."""

import re

import pytest
from django.test import Client

from assessments.models import Attempt, AttemptEvent
from courses.running.models import ActivityRecord
from tests.factories.assessments import keys_of, make_quiz, make_taker, signed_in

pytestmark = pytest.mark.django_db


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of the page's own form."""
    fields = dict(re.findall(r'<input type="hidden" name="(event|sequence)" value="([^"]+)">', html))
    assert set(fields) == {"event", "sequence"}
    return fields


def walk(client: Client, attempt: Attempt, answers: list[list[str]]) -> str:
    """Answer every page and follow to the one after."""
    address = f"/quiz/{attempt.uuid}/1/"
    for options in answers:
        html = client.get(address).content.decode()
        response = client.post(address, hidden(html) | {"options": options})
        assert response.status_code == 302
        address = response.url
    return address


def test_she_starts_answers_hands_in_and_passes() -> None:
    quiz = make_quiz(singles=5, multiples=3, draw=6, introduction="<p>Take your time.</p>")
    enrolment = make_taker(quiz)
    client = signed_in(enrolment)
    home = f"/learn/{enrolment.uuid}/{quiz.key}/"
    page = client.get(home)
    assert "Take your time." in page.content.decode()
    assert "Start the quiz" in page.content.decode()

    started = client.post(f"/quiz/start/{enrolment.uuid}/{quiz.key}/")
    attempt = Attempt.objects.get()
    assert started.url == f"/quiz/{attempt.uuid}/1/"
    last = walk(client, attempt, keys_of(attempt))
    assert last == f"/quiz/{attempt.uuid}/"

    check = client.get(last).content.decode()
    handed_in = client.post(last, hidden(check))
    result = client.get(handed_in.url).content.decode()
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score, attempt.passed) == ("finished", attempt.max_score, True)
    assert "Passed" in result
    assert [event.kind for event in attempt.events.all()] == ["started", *["answered"] * 6, "finished", "marked"]
    record = ActivityRecord.objects.get(person=enrolment.person, activity_key=quiz.key)
    assert (record.state, record.best_score, record.max_score) == ("done", attempt.score, attempt.max_score)
    assert "Attempt" in client.get(home).content.decode()


def test_wrong_answers_do_not_pass_and_another_attempt_may() -> None:
    quiz = make_quiz(draw=4, attempts=2)
    enrolment = make_taker(quiz)
    client = signed_in(enrolment)
    for number in (1, 2):
        client.post(f"/quiz/start/{enrolment.uuid}/{quiz.key}/")
        attempt = Attempt.objects.get(number=number)
        answers = [["b"]] * 4 if number == 1 else [["a"]] * 4
        address = walk(client, attempt, answers)
        client.post(address, hidden(client.get(address).content.decode()))
    assert list(Attempt.objects.order_by("number").values_list("score", "passed")) == [(0, False), (4, True)]
    assert ActivityRecord.objects.get().best_score == 4
    third = client.post(f"/quiz/start/{enrolment.uuid}/{quiz.key}/")
    assert third.url == f"/learn/{enrolment.uuid}/{quiz.key}/"
    assert Attempt.objects.count() == 2
    assert "You have used all attempts" in client.get(third.url).content.decode()


def test_an_answer_given_before_the_back_button_is_changed_by_the_one_given_after() -> None:
    quiz = make_quiz()
    enrolment = make_taker(quiz)
    client = signed_in(enrolment)
    client.post(f"/quiz/start/{enrolment.uuid}/{quiz.key}/")
    attempt = Attempt.objects.get()
    address = f"/quiz/{attempt.uuid}/1/"
    fields = hidden(client.get(address).content.decode())
    for options in (["a"], ["b"], ["a"]):  # the same page three times, as the browser's history gives it back
        assert client.post(address, fields | {"options": options}).status_code == 302
    assert 'value="a" checked' in client.get(address).content.decode()
    assert AttemptEvent.objects.filter(kind="answered").count() == 3


def test_the_same_press_twice_is_one_answer() -> None:
    quiz = make_quiz()
    enrolment = make_taker(quiz)
    client = signed_in(enrolment)
    client.post(f"/quiz/start/{enrolment.uuid}/{quiz.key}/")
    address = f"/quiz/{Attempt.objects.get().uuid}/1/"
    fields = hidden(client.get(address).content.decode()) | {"options": ["c"]}
    assert client.post(address, fields).url == client.post(address, fields).url
    assert AttemptEvent.objects.filter(kind="answered").count() == 1
