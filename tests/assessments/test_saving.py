"""Saves in any order, doubled, delayed, after the finish: what the server holds is what a plain oracle says."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from assessments.actions.finish import mark_attempt, mark_payload
from assessments.models import Attempt, AttemptEvent
from assessments.querysets import standing_of
from tests.factories.assessments import answer, answer_right, envelope, hand_in, make_attempt, make_quiz, say

QUIZ: dict[str, Any] = {}


class Phone(RuleBasedStateMachine):
    """A phone that counts its presses, and a link that delivers them late, twice or never."""

    @initialize()
    def begin(self) -> None:
        self.attempt = make_attempt(make_quiz(singles=2, multiples=2, draw=3))
        self.count = 0
        self.waiting: list[dict[str, Any]] = []
        self.sent: list[dict[str, Any]] = []
        self.oracle: dict[str, tuple[int, list[str]]] = {}
        self.finished: dict[str, Any] | None = None

    @rule(place=some.integers(0, 2), letters=some.sets(some.sampled_from("abcd"), max_size=1))
    def press(self, place: int, letters: set[str]) -> None:
        self.count += 1
        question = self.attempt.paper[place]["question"]
        self.waiting.append(
            envelope(self.attempt, "quiz.answer", self.count, question=question, options=sorted(letters))
        )

    @precondition(lambda self: self.waiting)
    @rule(which=some.randoms())
    def deliver(self, which: Any) -> None:
        self.hear(self.waiting.pop(which.randrange(len(self.waiting))))

    @precondition(lambda self: self.sent)
    @rule(which=some.randoms())
    def deliver_again(self, which: Any) -> None:
        event = which.choice(self.sent)
        verdict = say(self.attempt, event)[0]
        assert verdict.status == ("duplicate" if event["kept"] else "refused")

    @rule()
    def finish(self) -> None:
        verdict = hand_in_once_more(self.attempt)
        assert verdict.status == "stored"
        if self.finished is None:
            self.finished = verdict.reply
        assert verdict.reply == self.finished

    def hear(self, event: dict[str, Any]) -> None:
        wire = {name: value for name, value in event.items() if name != "kept"}
        verdict = say(self.attempt, wire)[0]
        question, options = event["payload"]["question"], event["payload"]["options"]
        kept = self.finished is None
        assert verdict.status == ("stored" if kept else "refused")
        if kept:
            if question not in self.oracle or event["sequence"] > self.oracle[question][0]:
                self.oracle[question] = (event["sequence"], options)
            assert verdict.reply["options"] == self.oracle[question][1]
        self.sent.append(Heard(wire, kept=kept))

    def teardown(self) -> None:
        if not hasattr(self, "attempt"):
            return
        standing, _events = standing_of(self.attempt)
        held = {question: list(answer.options) for question, answer in standing.answers.items()}
        assert held == {question: options for question, (_count, options) in self.oracle.items()}
        if self.finished:
            self.attempt.refresh_from_db()
            assert f"{mark_attempt(self.attempt).score:.2f}" == self.finished["score"] == f"{self.attempt.score:.2f}"
            kinds = list(self.attempt.events.values_list("kind", flat=True))
            assert (kinds.count("finished"), kinds.count("marked")) == (1, 1)


class Heard(dict):
    """An event that was sent, with what became of it outside its wire form."""

    def __init__(self, wire: dict[str, Any], *, kept: bool) -> None:
        super().__init__(wire)
        self.kept = kept

    def __getitem__(self, name: str) -> Any:
        return self.kept if name == "kept" else super().__getitem__(name)


def hand_in_once_more(attempt: Attempt) -> Any:
    """Finish with a fresh event each time."""
    return say(attempt, envelope(attempt, "quiz.finish", 10_000))[0]


class TestPhone(TestCase, Phone.TestCase):  # type: ignore[misc,name-defined]
    settings = settings(max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.django_db
def test_an_overtaken_answer_is_kept_and_does_not_count() -> None:
    attempt = make_attempt()
    assert answer(attempt, 1, ["b"], sequence=7).reply == {"options": ["b"]}
    assert answer(attempt, 1, ["c"], sequence=3).reply == {"options": ["b"]}
    assert attempt.events.filter(kind="answered").count() == 2
    assert standing_of(attempt)[0].answers[attempt.paper[0]["question"]].options == ("b",)


@pytest.mark.django_db
def test_the_attempts_row_and_its_ledger_say_the_same() -> None:
    attempt = make_attempt(make_quiz(singles=3, multiples=3, draw=6))
    answer_right(attempt, 4)
    hand_in(attempt)
    marked = attempt.events.get(kind="marked")
    assert marked.payload == mark_payload(mark_attempt(attempt), passed=attempt.passed)
    assert (marked.payload["score"], marked.payload["max_score"]) == (str(attempt.score), str(attempt.max_score))
    assert attempt.finished_at == attempt.events.get(kind="finished").effective_at


@pytest.mark.django_db
def test_the_ledger_cannot_be_rewritten() -> None:
    attempt = make_attempt()
    answer(attempt, 1, ["b"])
    event = AttemptEvent.objects.get(kind="answered")
    event.payload = {"options": ["a"]}
    for forbidden in (event.save, event.delete):
        with pytest.raises(TypeError, match="never"):
            forbidden()


@pytest.mark.django_db
def test_an_event_of_the_ledger_has_the_phones_own_name() -> None:
    attempt = make_attempt()
    name = UUID(int=7)
    answer(attempt, 1, ["b"], uuid=name)
    assert AttemptEvent.objects.get(kind="answered").uuid == name
