"""A key belongs to an activity: translations and aliases share it, a copy draws its own, a course holds it once."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from courses.authoring.models import CoursePage, LessonPage, ModulePage
from tests.factories.authoring import make_course, make_lesson, make_locale, make_module, make_small_course, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson() -> LessonPage:
    return make_lesson(make_module(make_course()), "Contrast")


def test_a_copy_has_a_key_of_its_own_and_remembers_where_it_came_from(lesson: LessonPage) -> None:
    copy = lesson.copy(update_attrs={"slug": "copy"}).specific
    assert copy.key != lesson.key
    assert copy.derived_from == lesson.key


def test_a_copied_courses_pages_all_have_keys_of_their_own() -> None:
    course = make_small_course()
    old = {course.key, *(page.specific.key for page in course.get_descendants())}
    copy = course.copy(recursive=True, update_attrs={"slug": "again", "title": "Again"})
    pages = [copy.specific, *(page.specific for page in copy.get_descendants())]
    assert len(pages) == 4
    assert {page.key for page in pages}.isdisjoint(old)
    assert {page.derived_from for page in pages} == old


def test_a_copys_drafts_keep_the_copys_key(lesson: LessonPage) -> None:
    lesson.save_revision()
    copy = lesson.copy(update_attrs={"slug": "copy"}).specific
    copy.get_latest_revision_as_object().save_revision().publish()
    assert LessonPage.objects.get(pk=copy.pk).key == copy.key != lesson.key


def test_translations_share_the_key(lesson: LessonPage) -> None:
    urdu = translate(lesson)
    assert urdu.locale.language_code == "ur"
    assert urdu.key == lesson.key
    assert urdu.derived_from is None
    course, module = urdu.get_parent().get_parent().specific, urdu.get_parent().specific
    assert isinstance(course, CoursePage)
    assert isinstance(module, ModulePage)
    assert course.key == lesson.course_key
    assert course.source_language == "en"


def test_an_alias_in_another_language_shares_the_key(lesson: LessonPage) -> None:
    alias = lesson.copy_for_translation(make_locale("ur"), copy_parents=True, alias=True)
    assert alias.specific.key == lesson.key


def test_an_alias_in_another_course_shares_the_key(lesson: LessonPage) -> None:
    other = make_module(make_course())
    assert lesson.create_alias(parent=other).specific.key == lesson.key


def test_an_alias_in_the_same_course_draws_a_key(lesson: LessonPage) -> None:
    alias = lesson.create_alias(update_slug="alias").specific
    assert alias.key != lesson.key
    assert alias.derived_from == lesson.key


def test_moving_a_lesson_keeps_its_key(lesson: LessonPage) -> None:
    key = lesson.key
    lesson.move(make_module(make_course()), pos="last-child")
    assert LessonPage.objects.get(pk=lesson.pk).key == key


def test_a_lesson_may_not_move_to_where_its_key_already_stands(lesson: LessonPage) -> None:
    alias = lesson.create_alias(parent=make_module(make_course())).specific
    home = lesson.get_parent().specific
    assert not alias.can_move_to(home)
    assert alias.can_move_to(make_module(make_course()))


def test_a_second_page_with_the_same_key_in_one_course_is_refused_with_a_sentence(lesson: LessonPage) -> None:
    other = make_lesson(lesson.get_parent().specific, "Other")
    other.key = lesson.key
    with pytest.raises(ValidationError, match="“Contrast” already stands in this course"):
        other.save()


def test_a_key_given_by_hand_is_kept() -> None:
    key = uuid4()
    assert make_course(key=key).key == key


def test_a_key_once_used_is_not_given_to_a_second_course() -> None:
    course = make_course()
    assert make_course(key=course.key).key != course.key


def test_restoring_a_revision_of_before_does_not_bring_back_a_strange_key(lesson: LessonPage) -> None:
    revision = lesson.save_revision()
    revision.content["key"] = str(uuid4())
    revision.save()
    revision.publish()
    assert LessonPage.objects.get(pk=lesson.pk).key == lesson.key


def test_a_copy_of_an_urdu_course_begins_in_urdu() -> None:
    urdu = translate(make_course())
    copy = urdu.copy(update_attrs={"slug": "again"}, keep_live=False).specific
    assert (urdu.source_language, copy.source_language) == ("en", "ur")
