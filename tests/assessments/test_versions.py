"""A question's words change by a new version; what was written is never touched."""

import pytest
from django.db import IntegrityError, transaction

from assessments.api import BodyError, add_version
from assessments.models import Attempt, QuestionVersion
from tests.factories.assessments import (
    answer_right,
    hand_in,
    make_attempt,
    make_body,
    make_question,
    make_quiz,
    make_taker,
    release,
)
from tests.factories.authoring import make_course

pytestmark = pytest.mark.django_db


def test_editing_makes_the_next_version() -> None:
    question = make_question(make_course().key)
    second = add_version(question, kind="multiple", body=make_body("bc"), by=None)
    assert [(version.number, version.kind) for version in question.versions.all()] == [(1, "single"), (2, "multiple")]
    assert second.salt != question.versions.get(number=1).salt


def test_saving_the_same_words_again_makes_none() -> None:
    question = make_question(make_course().key)
    first = question.versions.get()
    assert add_version(question, kind=first.kind, body=first.body, by=None) == first
    assert question.versions.count() == 1


def test_a_version_can_be_neither_changed_nor_deleted() -> None:
    version = make_question(make_course().key).versions.get()
    before = QuestionVersion.objects.values().get()
    version.body["prompt"]["en"] = "Other words?"
    for forbidden in (
        version.save,
        version.delete,
        QuestionVersion.objects.all().delete,
        lambda: QuestionVersion.objects.update(body={}),
        lambda: version.question.versions.update(number=9),
        lambda: QuestionVersion.objects.bulk_update([version], ["body"]),
    ):
        with pytest.raises(TypeError, match="never"):
            forbidden()
    assert QuestionVersion.objects.values().get() == before


def test_a_bad_body_is_never_stored() -> None:
    question = make_question(make_course().key)
    with pytest.raises(BodyError, match="exactly one"):
        add_version(question, kind="single", body=make_body("ab"), by=None)
    assert question.versions.count() == 1


def test_the_database_holds_numbers_and_salts() -> None:
    question = make_question(make_course().key)
    good = question.versions.get()
    for wrong in ({"number": 1}, {"number": 2, "salt": "short"}):
        version = QuestionVersion(question=question, kind="single", body=good.body, **wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            version.save()


def test_editions_and_attempts_keep_the_version_they_have() -> None:
    quiz = make_quiz(singles=4, draw=4)
    attempt = make_attempt(quiz)
    for number, question in enumerate(quiz_questions(quiz)):
        add_version(question, kind="single", body=make_body("d", feedback={"en": f"New {number}"}), by=None)
    answer_right(attempt)
    assert hand_in(attempt).reply["passed"]
    assert (attempt.score, attempt.max_score) == (4, 4)
    assert {asked["version"] for asked in attempt.paper} == {1}
    later = make_attempt(quiz, make_taker(quiz))
    assert {asked["version"] for asked in later.paper} == {2}


def test_the_same_bank_gives_the_same_edition() -> None:
    quiz = make_quiz(multiples=2)
    assert release(quiz) == release(quiz)


def test_the_order_of_writing_does_not_change_the_edition() -> None:
    quiz = make_quiz(singles=3, draw=2)
    sources = quiz.sources()
    assert [source.key for source in sources] == [
        str(question.uuid) for question in sorted(quiz_questions(quiz), key=lambda question: question.slug)
    ]


def quiz_questions(quiz: object) -> list:
    from assessments.models import Question

    return list(Question.objects.filter(course_key=quiz.course_key))  # type: ignore[attr-defined]


def test_an_attempt_asks_what_was_drawn_for_it_for_ever() -> None:
    attempt = make_attempt(make_quiz(singles=12, draw=5))
    kept = Attempt.objects.get(pk=attempt.pk)
    assert kept.paper == attempt.events.get(kind="started").payload["paper"]
    assert len(kept.paper) == 5
