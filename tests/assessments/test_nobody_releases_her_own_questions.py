"""A key decides marks: whoever wrote a question leaves its release to somebody else."""

import pytest

from assessments.api import add_version, create_question
from assessments.models import Question, QuizPage
from courses.authoring.actions.release import make_edition, release
from courses.authoring.four_eyes import OwnWords
from courses.authoring.models import CoursePage
from courses.authoring.staff.outlook import look_ahead
from lms.people.models import Person
from tests.factories.assessments import make_body, make_quiz
from tests.factories.authoring import make_admin

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> QuizPage:
    return make_quiz()


def course_of(quiz: QuizPage) -> CoursePage:
    return CoursePage.objects.ancestor_of(quiz).get()


def ask(quiz: QuizPage, by: Person, slug: str = "price-of-a-sign") -> Question:
    return create_question(course_key=quiz.course_key, slug=slug, kind="single", body=make_body(), by=by)


def test_a_question_of_hers_keeps_her_from_releasing_and_its_name_is_told(quiz: QuizPage) -> None:
    course = course_of(quiz)
    author, other = make_admin(course), make_admin(course)
    ask(quiz, author)
    for refused in (release, make_edition):
        with pytest.raises(OwnWords, match="question price-of-a-sign"):
            refused(course, by=author)
    assert [page.title for page in look_ahead(course, author).own] == [f"{quiz.title}: question price-of-a-sign"]
    assert look_ahead(course, other).own == []
    assert make_edition(course, by=other).number == 1


def test_once_it_is_out_it_stands_in_nobodys_way_until_it_is_changed(quiz: QuizPage) -> None:
    course = course_of(quiz)
    author, other = make_admin(course), make_admin(course)
    question = ask(quiz, author)
    make_edition(course, by=other)
    quiz.pass_percent = 70
    quiz.save_revision(user=other.user).publish()
    assert make_edition(course, by=author).number == 2
    add_version(question, kind="single", body=make_body("b"), by=author)
    with pytest.raises(OwnWords):
        make_edition(course, by=author)


def test_a_question_that_the_quiz_does_not_ask_is_nobodys_trouble(quiz: QuizPage) -> None:
    course = course_of(quiz)
    author = make_admin(course)
    for question in Question.objects.all():
        question.tags = ["colour"]
        question.save()
    quiz.tags = "colour"
    quiz.save()
    ask(quiz, author)
    assert make_edition(course, by=author).number == 1
