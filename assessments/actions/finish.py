"""Handing in an attempt, and marking it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from assessments.actions.taking import locked, pass_door
from assessments.editions import open_quiz, sealed_quiz
from assessments.marking import PaperMark, mark_paper
from assessments.models import Attempt, AttemptEvent
from assessments.querysets import standing_of
from courses.running.api import pass_percent, record_activity


def finish_attempt(*, person: UUID, attempt: UUID, at: datetime) -> dict[str, Any]:
    """Hand in and mark a person's attempt in the caller's transaction; asked again, the same reply and nothing else.

    ``Refused`` for what is not hers or behind a closed door; her saved answers stay saved.
    """
    row = locked(person, attempt)
    if row.state == Attempt.State.OPEN:
        pass_door(row, at)
        _finish(row, at)
    score, max_score = f"{row.score:.2f}", f"{row.max_score:.2f}"
    return {"attempt": str(row.uuid), "score": score, "max_score": max_score, "passed": row.passed}


def _finish(attempt: Attempt, at: datetime) -> None:
    mark = mark_attempt(attempt)
    attempt.state, attempt.finished_at = Attempt.State.FINISHED, at
    attempt.score, attempt.max_score = mark.score, mark.max_score
    attempt.passed = mark.passes(bar_of(attempt))
    attempt.save(update_fields=["state", "finished_at", "score", "max_score", "passed"])
    _write(attempt, AttemptEvent.Kind.FINISHED, at, {})
    _write(attempt, AttemptEvent.Kind.MARKED, at, mark_payload(mark, passed=attempt.passed))
    record_activity(
        attempt.person,
        attempt.activity_key,
        attempt.edition,
        done=attempt.passed,
        score=mark.score,
        max_score=mark.max_score,
        at=at,
    )


def mark_attempt(attempt: Attempt) -> PaperMark:
    """The mark its ledger earns by the edition's keys."""
    standing, _events = standing_of(attempt)
    sealed = sealed_quiz(attempt.edition, attempt.activity_key)
    return mark_paper(
        [asked["question"] for asked in attempt.paper],
        {key: question.facts for key, question in sealed.questions.items()},
        {question: answer.options for question, answer in standing.answers.items()},
    )


def bar_of(attempt: Attempt) -> int:
    """Percent needed: the quiz's own or the programme's, whichever is higher, as the pass rule of the course asks."""
    own = open_quiz(attempt.edition, attempt.activity_key).pass_percent
    return pass_percent(attempt.enrolment, own)


def mark_payload(mark: PaperMark, *, passed: bool) -> dict[str, Any]:
    """A mark as the ledger keeps it: per question the points as an exact fraction, and the verdict."""
    return {
        "score": f"{mark.score:.2f}",
        "max_score": f"{mark.max_score:.2f}",
        "passed": passed,
        "questions": [
            {"question": each.question, "points": str(each.points), "weight": each.weight, "verdict": each.verdict}
            for each in mark.questions
        ],
    }


def _write(attempt: Attempt, kind: str, at: datetime, payload: dict[str, Any]) -> None:
    AttemptEvent.objects.create(attempt=attempt, kind=kind, effective_at=at, actor=attempt.person.uuid, payload=payload)
