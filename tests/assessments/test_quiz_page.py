"""What a quiz draws from, and what keeps it out of an edition."""

import pytest
from django.core.exceptions import ValidationError

from assessments.models import Question, QuizPage
from assessments.paper import OpenQuiz
from courses.authoring.api import load_manifest
from tests.factories.assessments import make_question, make_quiz, make_quiz_page, release
from tests.factories.authoring import make_course, translate

pytestmark = pytest.mark.django_db


def drawn_from(quiz: QuizPage) -> set[str]:
    return {source.key for source in quiz.sources()}


def test_the_whole_bank_of_its_own_course() -> None:
    quiz = make_quiz(singles=3)
    make_question(make_course().key)
    assert drawn_from(quiz) == {str(question.uuid) for question in Question.objects.filter(course_key=quiz.course_key)}


def test_only_questions_with_one_of_its_tags_and_none_that_is_archived() -> None:
    course = make_course()
    colour, letters, both, bare, old = (
        make_question(course.key, tags=tags)
        for tags in (["Colour"], ["letters"], ["colour", "letters"], [], ["colour"])
    )
    Question.objects.filter(pk=old.pk).update(archived=True)
    wanted = {str(question.uuid) for question in (colour, both)}
    assert drawn_from(make_quiz_page(course, tags=" COLOUR ,")) == wanted
    assert drawn_from(make_quiz_page(course, tags="colour، letters")) == wanted | {str(letters.uuid)}
    assert drawn_from(make_quiz_page(course)) == wanted | {str(letters.uuid), str(bare.uuid)}


def test_tags_no_question_has_are_refused_in_the_editor() -> None:
    quiz = make_quiz()
    quiz.tags = "weaving"
    with pytest.raises(ValidationError, match="any of these tags"):
        quiz.clean()


def test_too_few_questions_keep_it_out() -> None:
    assert make_quiz(singles=4, draw=4).release_problems() == []
    (problem,) = make_quiz(singles=3, draw=4).release_problems()
    assert "draws 4" in problem
    assert "holds 3" in problem


def test_a_question_that_does_not_speak_the_pages_language_keeps_it_out() -> None:
    quiz = make_quiz(singles=4)
    urdu = translate(quiz, "ur", title="کوئز", introduction="<p>پانچ سوال۔</p>", draw=9)
    assert urdu.release_problems() == []
    make_question(quiz.course_key, languages=("en",))
    assert quiz.release_problems() == []
    assert "“ur”" in urdu.release_problems()[0]


def test_the_edition_holds_every_language_of_the_questions_and_the_settings_of_the_first_page() -> None:
    quiz = make_quiz(singles=4, pass_percent=70, attempts=None, introduction="<p>Five questions.</p>")
    translate(quiz, "ur", title="کوئز", introduction="<p>پانچ سوال۔</p>", pass_percent=10)
    activity = load_manifest(release(quiz)).activity(quiz.key)
    assert activity is not None
    found = OpenQuiz.model_validate(activity.extra)
    assert (found.pass_percent, found.attempts, found.draw, found.shuffle) == (70, None, 4, True)
    assert activity.extra["pass_percent"] == 70
    assert set(found.questions[0].prompt) == {"en", "ur"}
    assert activity.kind == "quiz"
    assert activity.sealed
