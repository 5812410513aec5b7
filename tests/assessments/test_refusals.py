"""What is not hers, not asked, not possible or too late is refused, and nothing of it is kept."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from assessments.models import Attempt, AttemptEvent
from lms.foundation.models import InboxEvent
from tests.factories.assessments import (
    answer,
    answer_right,
    envelope,
    hand_in,
    make_attempt,
    make_quiz,
    make_taker,
    say,
    shut,
    signed_in,
)
from tests.factories.running import make_person

pytestmark = pytest.mark.django_db

NOT_A_LIST_OF_LETTERS = [
    None, "a", 1, True, {"a": 1}, [1], [None], [True], [["a"]], ["A"], ["abc"], ["a b"], [""], ["é"], ["a\x00"],
    ["a"] * 13, ["\ud800"], [{"id": "a"}], ["../a"], ["<b>"], [1.5], [float("nan")], [float("inf")], ["a", None],
    ["9999"], ["a" * 100_000],
]  # fmt: skip
NOT_A_NAME = [None, "", 1, True, [], {}, "x", "1; drop table", "00000000", "../../1", 10**40, float("nan")]
NOT_A_COUNT = [-1, -(10**30), 2**63, 10**400, "x", None, [], {}, 1.5, float("nan"), float("inf"), "1e9999"]


@pytest.fixture
def attempt() -> Attempt:
    return make_attempt(make_quiz(singles=4, multiples=3, draw=5))


@pytest.fixture
def nothing_kept(attempt: Attempt) -> Any:
    """Nothing but the start may stand in the ledger afterwards."""
    yield
    assert [event.kind for event in AttemptEvent.objects.filter(attempt=attempt)] == ["started"]
    assert not InboxEvent.objects.exists()


def good(attempt: Attempt) -> dict[str, Any]:
    """An event that would be kept."""
    return envelope(attempt, "quiz.answer", 1, question=attempt.paper[0]["question"], options=["a"])


def refused(attempt: Attempt, event: dict[str, Any], reason: str) -> None:
    verdict = say(attempt, event)[0]
    assert (verdict.status, verdict.reason) == ("refused", reason)
    assert verdict.message


@pytest.mark.usefixtures("nothing_kept")
class TestNothingOfItIsKept:
    @pytest.mark.parametrize("options", NOT_A_LIST_OF_LETTERS, ids=lambda value: repr(value)[:20])
    def test_options_of_no_sound_shape(self, attempt: Attempt, options: Any) -> None:
        event = good(attempt)
        event["payload"]["options"] = options
        refused(attempt, event, "too_large" if "a" * 1000 in str(options) else "malformed")

    @pytest.mark.parametrize("name", NOT_A_NAME, ids=lambda value: repr(value)[:20])
    @pytest.mark.parametrize("field", ["question", "attempt"])
    def test_names_of_no_sound_shape(self, attempt: Attempt, field: str, name: Any) -> None:
        event = good(attempt)
        event["payload"][field] = name
        refused(attempt, event, "malformed")

    @pytest.mark.parametrize("count", NOT_A_COUNT, ids=lambda value: repr(value)[:20])
    def test_counts_of_no_sound_shape(self, attempt: Attempt, count: Any) -> None:
        refused(attempt, good(attempt) | {"sequence": count}, "malformed")

    @pytest.mark.parametrize("field", ["score", "correct", "position", "person", "text", "at"])
    def test_fields_nobody_asked_for(self, attempt: Attempt, field: str) -> None:
        event = good(attempt)
        event["payload"][field] = "1"
        refused(attempt, event, "malformed")

    def test_an_option_the_question_does_not_have(self, attempt: Attempt) -> None:
        event = good(attempt)
        event["payload"]["options"] = ["z"]
        refused(attempt, event, "no_such_option")

    def test_two_answers_to_a_single_choice(self, attempt: Attempt) -> None:
        from assessments.editions import open_quiz

        quiz = open_quiz(attempt.edition, attempt.activity_key)
        single = next(asked["question"] for asked in attempt.paper if quiz.question(asked["question"]).kind == "single")
        refused(attempt, envelope(attempt, "quiz.answer", 1, question=single, options=["a", "b"]), "one_only")

    def test_a_question_of_the_bank_that_was_not_drawn(self, attempt: Attempt) -> None:
        from assessments.editions import open_quiz

        drawn = {asked["question"] for asked in attempt.paper}
        other = next(
            question.key
            for question in open_quiz(attempt.edition, attempt.activity_key).questions
            if question.key not in drawn
        )
        refused(attempt, envelope(attempt, "quiz.answer", 1, question=other, options=["a"]), "not_asked")

    def test_a_question_nobody_knows(self, attempt: Attempt) -> None:
        refused(attempt, envelope(attempt, "quiz.answer", 1, question=str(uuid4()), options=["a"]), "not_asked")

    @pytest.mark.parametrize("verb", ["quiz.answer", "quiz.finish"])
    def test_a_friends_attempt_looks_like_none(self, attempt: Attempt, verb: str) -> None:
        payload = {"question": attempt.paper[0]["question"], "options": ["a"]} if verb == "quiz.answer" else {}
        friend = make_person().uuid
        hers = say(attempt, envelope(attempt, verb, 1, **payload), person=friend)[0]
        unknown = envelope(attempt, verb, 1, **payload)
        unknown["payload"]["attempt"] = str(uuid4())
        nobodys = say(attempt, unknown, person=friend)[0]
        assert (hers.status, hers.reason, hers.message) == (nobodys.status, nobodys.reason, nobodys.message)
        assert hers.reason == "unknown"

    def test_behind_the_closed_door(self, attempt: Attempt) -> None:
        shut(attempt.enrolment)
        refused(attempt, good(attempt), "closed")
        refused(attempt, envelope(attempt, "quiz.finish", 2), "closed")


def test_after_the_finish_nothing_changes(attempt: Attempt) -> None:
    answer_right(attempt, 2)
    first = hand_in(attempt)
    ledger = AttemptEvent.objects.count()
    for sequence in (0, 1, 3, 999, 10**12):
        verdict = answer(attempt, 3, ["a"], sequence=sequence)
        assert (verdict.status, verdict.reason) == ("refused", "finished")
    assert hand_in(attempt).reply == first.reply
    assert AttemptEvent.objects.count() == ledger


def test_a_late_copy_of_a_save_is_told_what_it_was_told_before(attempt: Attempt) -> None:
    event = good(attempt)
    before = say(attempt, event)[0]
    hand_in(attempt)
    again = say(attempt, event)[0]
    assert (before.status, again.status) == ("stored", "duplicate")
    assert again.reply == before.reply


ADDRESSES: list[Callable[[Attempt], str]] = [
    lambda attempt: f"/quiz/{attempt.uuid}/",
    lambda attempt: f"/quiz/{attempt.uuid}/1/",
    lambda attempt: f"/quiz/{attempt.uuid}/result/",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_friend_finds_no_page_of_it(attempt: Attempt, address: Callable[[Attempt], str], method: str) -> None:
    friend = signed_in(make_taker(make_quiz()))
    expected = 405 if method == "post" and address(attempt).endswith("result/") else 404
    assert getattr(friend, method)(address(attempt)).status_code == expected
    assert AttemptEvent.objects.filter(attempt=attempt).count() == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitor_is_led_to_the_sign_in(attempt: Attempt, address: Callable[[Attempt], str]) -> None:
    response = Client().get(address(attempt))
    assert response.status_code == 302
    assert response.url.startswith("/sign-in/")


@pytest.mark.parametrize("position", ["0", "6", "99999", "-1", "1.5", "x", "9" * 30])
def test_there_is_no_page_beyond_the_paper(attempt: Attempt, position: str) -> None:
    client = signed_in(attempt.enrolment)
    for method in (client.get, client.post):
        assert method(f"/quiz/{attempt.uuid}/{position}/").status_code == 404


class TestStarting:
    def test_takes_a_post(self) -> None:
        quiz = make_quiz()
        enrolment = make_taker(quiz)
        assert signed_in(enrolment).get(f"/quiz/start/{enrolment.uuid}/{quiz.key}/").status_code == 405
        assert not Attempt.objects.exists()

    def test_needs_her_own_enrolment_and_a_quiz_of_her_edition(self) -> None:
        quiz = make_quiz(lesson=True)
        enrolment = make_taker(quiz)
        lesson = quiz.get_parent().get_prev_sibling().get_children().get().specific.key
        stranger = signed_in(make_taker(make_quiz()))
        client = signed_in(enrolment)
        assert stranger.post(f"/quiz/start/{enrolment.uuid}/{quiz.key}/").status_code == 404
        assert client.post(f"/quiz/start/{uuid4()}/{quiz.key}/").status_code == 404
        assert client.post(f"/quiz/start/{enrolment.uuid}/{lesson}/").status_code == 404
        for other in (uuid4(), make_quiz().key):
            assert client.post(f"/quiz/start/{enrolment.uuid}/{other}/").status_code == 404
        assert not Attempt.objects.exists()

    def test_needs_an_open_door(self) -> None:
        quiz = make_quiz()
        enrolment = make_taker(quiz)
        shut(enrolment)
        assert signed_in(enrolment).post(f"/quiz/start/{enrolment.uuid}/{quiz.key}/").status_code == 403
        assert not Attempt.objects.exists()


def test_a_page_with_worn_fields_saves_all_the_same(attempt: Attempt) -> None:
    client = signed_in(attempt.enrolment)
    for fields in ({}, {"event": "x", "sequence": "NaN"}, {"event": "", "sequence": "-5"}, {"sequence": "9" * 40}):
        assert client.post(f"/quiz/{attempt.uuid}/1/", fields | {"options": ["b"]}).status_code == 302
    assert AttemptEvent.objects.filter(attempt=attempt, kind="answered").exists()


def test_a_refused_form_keeps_what_she_chose_and_says_that_it_is_not_saved(attempt: Attempt) -> None:
    client = signed_in(attempt.enrolment)
    response = client.post(f"/quiz/{attempt.uuid}/1/", {"event": str(uuid4()), "sequence": "1", "options": ["b", "zz"]})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Not saved" in html
    assert 'value="b" checked' in html
    assert "data-saved hidden" in html


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'{"device": "x"}', 400),
        (b'{"device": "x", "events": [NaN]}', 200),
        (b'{"device": "x", "events": [{"verb": "quiz.answer", "sequence": NaN, "payload": {}}]}', 200),
        (json.dumps({"device": "x", "events": [{}] * 201}).encode(), 413),
    ],
)
@pytest.mark.usefixtures("nothing_kept")
def test_the_inbox_stays_up_whatever_comes(attempt: Attempt, body: bytes, status: int) -> None:
    response = signed_in(attempt.enrolment).post("/inbox/", body, content_type="application/json")
    assert response.status_code == status
    if status == 200:
        assert response.json()["verdicts"][0]["status"] == "refused"
