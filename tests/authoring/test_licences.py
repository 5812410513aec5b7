"""Which licences may stand together, and who has to be named."""

import pytest

from courses.authoring.api import NotReleasable, compile_course, load_manifest, make_edition
from courses.authoring.licences import MAY_HOLD, SHORT, conflict, known
from courses.authoring.models import LessonPage
from tests.factories.authoring import make_small_course, translate


def may(course: str, lesson: str) -> bool:
    return not conflict(course, lesson, attribution="A. Author", changed=False)


def test_every_licence_has_a_row() -> None:
    assert set(MAY_HOLD) == set(SHORT)
    assert all(may(code, code) for code in SHORT)


@pytest.mark.parametrize(
    ("course", "lesson", "allowed"),
    [
        ("cc-by", "cc-by-sa", False),
        ("cc-by-sa", "cc-by", True),
        ("cc-by-sa", "cc-by-nc", False),
        ("cc-by-nc-sa", "cc-by-nc", True),
        ("reserved", "cc-by-sa", False),
        ("reserved", "cc-by", True),
        ("cc0", "mit", False),
        ("", "cc-by-nc-nd", True),
    ],
)
def test_what_may_stand_in_what(course: str, lesson: str, allowed: bool) -> None:
    assert may(course, lesson) == allowed


def test_an_author_is_named_and_no_derivatives_means_no_translation() -> None:
    assert "name" in conflict("", "cc-by", attribution=" ", changed=False)
    assert conflict("", "cc0", attribution="", changed=True) == ""
    assert "translation" in conflict("", "cc-by-nd", attribution="A", changed=True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CC-BY 4.0", "cc-by"),
        ("Creative Commons Attribution ShareAlike", "cc-by-sa"),
        ("CC BY-NC-SA", "cc-by-nc-sa"),
        ("MIT License", "mit"),
        ("CC0", "cc0"),
        ("ask us", ""),
    ],
)
def test_a_licence_written_freely_is_recognised(text: str, code: str) -> None:
    assert known(text) == code


@pytest.mark.django_db
def test_a_lesson_says_its_own_licence_and_inherits_from_its_module() -> None:
    course = make_small_course(licence="cc-by-sa", attribution="The programme")
    first, _second = LessonPage.objects.descendant_of(course).order_by("path")
    module = first.get_parent().specific
    module.licence, module.attribution = "cc-by", "B. Module"
    module.save_revision().publish()
    first.licence, first.attribution = "mit", "C. Lesson"
    first.save_revision().publish()
    one, two = load_manifest(make_edition(course, by=None)).activities
    assert (one.licence, one.attribution, two.licence, two.attribution) == ("mit", "C. Lesson", "cc-by", "B. Module")
    assert load_manifest(make_edition(course, by=None)).licence == "cc-by-sa"


@pytest.mark.django_db
def test_a_conflict_keeps_the_course_back() -> None:
    course = make_small_course(licence="cc-by")
    first = LessonPage.objects.descendant_of(course).order_by("path").first()
    first.licence, first.attribution = "cc-by-nc", "D. Author"
    first.save_revision().publish()
    with pytest.raises(NotReleasable, match="does not allow it in a course under CC BY"):
        compile_course(course)


@pytest.mark.django_db
def test_a_translated_lesson_under_no_derivatives_is_kept_back() -> None:
    course = make_small_course()
    first = LessonPage.objects.descendant_of(course).order_by("path").first()
    first.licence, first.attribution = "cc-by-nd", "E. Author"
    first.save_revision().publish()
    assert compile_course(course)
    translate(first, title="پہلا")
    with pytest.raises(NotReleasable, match="forbids changed versions"):
        compile_course(course)
