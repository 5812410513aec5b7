"""The question bank and the results in Wagtail: each of the staff sees her own courses."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.models import ModelLogEntry

from assessments.api import add_version, create_question
from assessments.models import Question
from assessments.permissions import may
from lms.people.models import Person
from tests.factories.assessments import (
    answer_right,
    hand_in,
    make_attempt,
    make_body,
    make_question,
    make_quiz,
    make_taker,
)
from tests.factories.authoring import make_admin, make_course, make_small_course, make_trainer
from tests.factories.running import make_person, make_superuser

pytestmark = pytest.mark.django_db
BANK = "/cms/questions/"


def desk(person: Person) -> Client:
    """Wagtail, with this person signed in."""
    client = Client()
    client.force_login(person.user)
    return client


def filled_in(course_key: object, **changes: Any) -> dict[str, Any]:
    """The form as a trainer fills it in; two options stay empty."""
    fields = {
        "course_key": str(course_key),
        "slug": "contrast-1",
        "tags": "Colour, basics",
        "kind": "single",
        "prompt_en": "Which can be read across a road?",
        "prompt_ur": "سڑک کے پار سے کون سا پڑھا جا سکتا ہے؟",
        "scoring": "all_or_nothing",
        "weight": "1",
        "feedback_en": "Light on dark.",
        "correct_b": "on",
    }
    for letter in "abcd":
        fields |= {f"option_{letter}_en": f"Sign {letter}", f"option_{letter}_ur": f"بورڈ {letter}"}
    return fields | changes


@pytest.fixture
def course() -> Any:
    return make_small_course("Signs")


def test_a_trainer_writes_a_question_in_two_languages(course: Any) -> None:
    trainer = make_trainer(course)
    client = desk(trainer)
    assert "Signs" in client.get(f"{BANK}new/").content.decode()
    assert client.post(f"{BANK}new/", filled_in(course.key)).status_code == 302
    question = Question.objects.get()
    version = question.versions.get()
    assert (question.slug, question.tags, question.course_key) == ("contrast-1", ["basics", "colour"], course.key)
    assert (version.number, version.created_by) == (1, trainer)
    assert [option["correct"] for option in version.body["options"]] == [False, True, False, False]
    assert version.body["prompt"]["ur"].startswith("سڑک")
    assert "contrast-1" in client.get(BANK).content.decode()


def test_changing_a_question_makes_a_version_and_one_log_entry(course: Any) -> None:
    client = desk(make_trainer(course))
    client.post(f"{BANK}new/", filled_in(course.key))
    question = Question.objects.get()
    page = client.get(f"{BANK}edit/{question.pk}/").content.decode()
    assert "Sign b" in page
    before = ModelLogEntry.objects.count()
    changed = filled_in(course.key, correct_b="", correct_c="on")
    del changed["correct_b"]
    assert client.post(f"{BANK}edit/{question.pk}/", changed).status_code == 302
    assert [version.number for version in question.versions.all()] == [1, 2]
    entries = ModelLogEntry.objects.order_by("pk")[before:]
    assert [entry.action for entry in entries if entry.action != "wagtail.edit"] == ["hunar_assessments.add_version"]
    client.post(f"{BANK}edit/{question.pk}/", changed)
    assert question.versions.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"correct_c": "on"}, "exactly one right option"),
        ({"prompt_en": "", "prompt_ur": ""}, "at least one language"),
        ({"option_d_ur": ""}, "each language of the question"),
        ({f"option_{letter}_{code}": "" for letter in "bcd" for code in ("en", "ur")}, "has no text"),
        ({"scoring": "partial"}, "no partial credit"),
        ({"slug": "Not a reference"}, "small letters"),
        ({"weight": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_asked_is_said_and_kept_on_the_form(course: Any, changes: dict[str, str], words: str) -> None:
    response = desk(make_trainer(course)).post(f"{BANK}new/", filled_in(course.key, **changes))
    html = response.content.decode()
    assert response.status_code == 200
    assert words in html
    assert "Sign a" in html
    assert not Question.objects.exists()


def test_she_finds_no_question_of_another_course(course: Any) -> None:
    other = make_small_course("Secret course")
    theirs = make_question(other.key)
    client = desk(make_trainer(course))
    assert theirs.slug not in client.get(BANK).content.decode()
    assert "Secret course" not in client.get(f"{BANK}new/").content.decode()
    assert client.get(f"{BANK}edit/{theirs.pk}/").status_code == 404
    assert client.post(f"{BANK}edit/{theirs.pk}/", filled_in(other.key)).status_code == 404
    assert client.post(f"{BANK}new/", filled_in(other.key)).status_code == 200
    assert theirs.versions.count() == 1
    assert Question.objects.count() == 1


def test_there_is_no_way_to_delete_a_question(course: Any) -> None:
    question = make_question(course.key)
    client = desk(make_superuser())
    for address in ("delete", "usage", "history", "copy"):
        assert client.post(f"{BANK}{address}/{question.pk}/").status_code == 404
    assert Question.objects.exists()


def test_actions_ask_the_right_themselves(course: Any) -> None:
    stranger = make_trainer(make_course())
    question = make_question(course.key)
    with pytest.raises(PermissionDenied):
        create_question(course_key=course.key, slug="x", kind="single", body=make_body(), by=stranger)
    with pytest.raises(PermissionDenied):
        add_version(question, kind="single", body=make_body("d"), by=stranger)
    assert question.versions.count() == 1


def test_who_may(course: Any) -> None:
    for person, allowed in (
        (make_trainer(course), True),
        (make_admin(course), True),
        (make_superuser(), True),
        (make_trainer(make_course()), False),
        (make_person(), False),
        (None, False),
    ):
        assert may(person, "change_questions", course.key) is allowed
        assert may(person, "see_results", course.key) is allowed


class TestResults:
    def test_who_how_often_and_the_best_mark(self) -> None:
        quiz = make_quiz(draw=4)
        enrolment = make_taker(quiz)
        for right in (1, 3):
            attempt = make_attempt(quiz, enrolment)
            answer_right(attempt, right)
            hand_in(attempt)
        idle = make_taker(quiz, enrolment.cohort)
        course = quiz.get_parent().get_parent().specific
        client = desk(make_trainer(course))
        listing = client.get("/cms/quiz-results/").content.decode()
        address = f"/cms/quiz-results/{enrolment.cohort.uuid}/{quiz.key}/"
        assert address in listing
        html = " ".join(client.get(address).content.decode().split())
        assert f"{enrolment.person.display_name}</td><td>2</td><td>3 of 4</td><td>yes</td>" in html
        assert f"{idle.person.display_name}</td><td>0</td><td>none yet</td><td></td>" in html

    def test_are_for_the_courses_own_staff(self) -> None:
        quiz = make_quiz()
        cohort = make_taker(quiz).cohort
        address = f"/cms/quiz-results/{cohort.uuid}/{quiz.key}/"
        other = desk(make_trainer(make_small_course()))
        assert other.get(address).status_code == 404
        assert cohort.name not in other.get("/cms/quiz-results/").content.decode()
        assert desk(make_person()).get(address).status_code in (302, 403, 404)
