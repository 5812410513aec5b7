"""Questions, quizzes released in editions, and trainees who take them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.test import Client

from assessments.api import create_question, start_attempt
from assessments.editions import sealed_quiz
from assessments.models import Attempt, Question, QuizPage
from courses.authoring.actions.release import make_edition
from courses.authoring.models import CoursePage, Edition
from courses.running.actions.windows import close
from courses.running.models import Cohort, Enrolment
from lms.foundation.api import Verdict, receive
from lms.people.models import Person
from tests.factories.authoring import make_course, make_lesson, make_module
from tests.factories.running import make_cohort_on, make_enrolment, make_person, make_superuser

_count = iter(range(1, 10**9))


def make_body(right: str = "a", *, letters: str = "abcd", languages: Sequence[str] = ("en", "ur"), **more: Any) -> dict:
    """A body whose texts say where they stand; ``right`` are the letters of its key."""
    number = next(_count)
    options = [
        {
            "id": letter,
            "text": {code: f"Choice {letter}{number} {code}" for code in languages},
            "correct": letter in right,
        }
        for letter in letters
    ]
    return {
        "prompt": {code: f"Prompt {number} {code}?" for code in languages},
        "options": options,
        "feedback": {code: f"Feedback {number} {code}." for code in languages},
    } | more


def make_question(course_key: UUID, *, kind: str = "single", tags: Sequence[str] = (), **more: Any) -> Question:
    """A question in a course's bank."""
    slug = f"question-{next(_count):05}"
    return create_question(course_key=course_key, slug=slug, kind=kind, body=make_body(**more), tags=tags, by=None)


def make_quiz_page(course: CoursePage, **more: Any) -> QuizPage:
    """A published quiz at the end of a new module."""
    number = next(_count)
    values = {"title": f"Quiz {number}", "slug": f"quiz-{number}", "locale": course.locale, "draw": 4} | more
    return make_module(course).add_child(instance=QuizPage(**values))


def make_quiz(*, singles: int = 6, multiples: int = 0, lesson: bool = False, **more: Any) -> QuizPage:
    """A quiz over a fresh course's bank: single choice with key a, multiple choice in part with key a and b."""
    course = make_course()
    if lesson:
        make_lesson(make_module(course))
    for _ in range(singles):
        make_question(course.key)
    for _ in range(multiples):
        make_question(course.key, kind="multiple", right="ab", scoring="partial", weight=2)
    return make_quiz_page(course, **more)


def release(quiz: QuizPage) -> Edition:
    """The edition of the quiz's course as it is now."""
    return make_edition(CoursePage.objects.ancestor_of(quiz).get(), by=make_superuser())


def make_quiz_cohort(edition: Edition, **policy: Any) -> Cohort:
    """An open cohort pinned to an edition; no minutes are asked for."""
    return make_cohort_on(edition, **{"required_minutes": 0} | policy)


def make_taker(quiz: QuizPage, cohort: Cohort | None = None, person: Person | None = None) -> Enrolment:
    """A trainee in a cohort that has the quiz."""
    cohort = cohort or make_quiz_cohort(release(quiz))
    with transaction.atomic():
        return make_enrolment(person or make_person(), cohort)


def make_attempt(quiz: QuizPage | None = None, enrolment: Enrolment | None = None) -> Attempt:
    """An attempt just begun."""
    quiz = quiz or make_quiz()
    return start_attempt(enrolment or make_taker(quiz), quiz.key)


def signed_in(enrolment: Enrolment, **more: Any) -> Client:
    """A browser in which the trainee is signed in."""
    client = Client(**more)
    client.force_login(enrolment.person.user)
    return client


def envelope(attempt: Attempt, verb: str, sequence: int, uuid: object = None, **payload: Any) -> dict[str, Any]:
    """One event of the attempt as it comes over the wire."""
    body = {"attempt": str(attempt.uuid)} | payload
    return {"uuid": str(uuid or uuid4()), "verb": verb, "sequence": sequence, "at": None, "payload": body}


def say(attempt: Attempt, *events: dict[str, Any], person: UUID | None = None) -> list[Verdict]:
    """Put events through the inbox, as the attempt's own person unless another is given."""
    return receive(events, person=person or attempt.person.uuid, device="test")


def answer(attempt: Attempt, position: int, options: Sequence[str], sequence: int = 1, **more: Any) -> Verdict:
    """Answer the question at a place of the paper."""
    question = attempt.paper[position - 1]["question"]
    return say(attempt, envelope(attempt, "quiz.answer", sequence, question=question, options=list(options), **more))[0]


def hand_in(attempt: Attempt) -> Verdict:
    """Finish the attempt."""
    verdict = say(attempt, envelope(attempt, "quiz.finish", 1000))[0]
    attempt.refresh_from_db()
    return verdict


def keys_of(attempt: Attempt) -> list[list[str]]:
    """The right options of the paper, in its order."""
    sealed = sealed_quiz(attempt.edition, attempt.activity_key)
    return [list(sealed.questions[asked["question"]].correct) for asked in attempt.paper]


def answer_right(attempt: Attempt, count: int | None = None) -> None:
    """Answer the first ``count`` questions right, all of them by default."""
    for position, right in list(enumerate(keys_of(attempt), start=1))[:count]:
        assert answer(attempt, position, right, sequence=position).status == "stored"


def shut(enrolment: Enrolment) -> None:
    """Close the enrolment's door."""
    close(enrolment, reason="mistake", by=None)
