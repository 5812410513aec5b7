"""A quiz of a module that two courses share: one bank, one mark, and no mark of hers ever rewritten."""

import pytest
from django.test import Client

from assessments.api import add_version
from assessments.models import Question, QuizPage
from courses.authoring.actions.release import make_edition
from courses.authoring.models import CoursePage
from courses.running.models import ActivityRecord
from courses.running.standing import standing
from tests.factories.assessments import (
    answer_right,
    hand_in,
    make_attempt,
    make_body,
    make_question,
    make_quiz_cohort,
    make_taker,
)
from tests.factories.authoring import make_library, make_shared, make_small_course, make_trainer, share

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> QuizPage:
    module = make_shared("Getting paid online")
    for _number in range(4):
        make_question(make_library().key)
    page = QuizPage(title="Quiz: getting paid", slug="paid", locale=module.locale, draw=4)
    return module.add_child(instance=page)


@pytest.fixture
def courses(quiz: QuizPage) -> list[CoursePage]:
    found = [make_small_course(), make_small_course()]
    for course in found:
        share(quiz.get_parent().specific, course)
    return found


def test_finishing_it_in_one_course_counts_in_the_other_and_a_changed_key_rewrites_nothing(
    quiz: QuizPage, courses: list[CoursePage]
) -> None:
    first, second = (make_quiz_cohort(make_edition(course, by=None)) for course in courses)
    enrolment = make_taker(quiz, first)
    attempt = make_attempt(quiz, enrolment)
    answer_right(attempt)
    hand_in(attempt)
    other = make_taker(quiz, second, enrolment.person)
    assert standing(other).is_done(quiz.key)
    mark = ActivityRecord.objects.get(activity_key=quiz.key)
    assert mark.best_score == mark.max_score

    question = Question.objects.order_by("slug").first()
    assert question is not None
    add_version(question, kind="single", body=make_body("b"), by=None)
    editions = [make_edition(course, by=None) for course in courses]
    assert [edition.number for edition in editions] == [2, 2]
    again = ActivityRecord.objects.get(activity_key=quiz.key)
    assert (again.best_score, again.edition) == (mark.best_score, first.edition)
    assert standing(other).is_done(quiz.key)


def test_questions_are_written_for_a_library_as_for_a_course(quiz: QuizPage, client: Client) -> None:
    library = make_library()
    client.force_login(make_trainer(library).user)
    form = client.get("/cms/questions/new/").content.decode()
    assert f'<option value="{library.key}">Library</option>' in form
