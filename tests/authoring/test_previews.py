"""A preview is the lesson as a trainee reads it, in its own language, with what it costs her."""

import pytest
from django.test import RequestFactory

from courses.authoring.api import make_edition
from courses.authoring.models import CoursePage, LessonPage
from tests.factories.authoring import fill, image_block, make_image, make_small_course, paragraph, translate

pytestmark = pytest.mark.django_db


def shown(page: LessonPage, mode: str = "") -> str:
    request = RequestFactory().get("/")
    response = page.make_preview_request(request, mode)
    return response.content.decode()


def with_picture(course: CoursePage) -> LessonPage:
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    fill(lesson, image_block(make_image(course), alt="A sign"))
    lesson.save_revision()
    return lesson


def test_a_draft_shows_its_picture_from_a_staff_address() -> None:
    course = make_small_course()
    said = shown(with_picture(course))
    assert f'<img src="/cms/courses/{course.key}/files/' in said
    assert "on a slow link" in said


def test_in_data_saver_the_picture_waits_behind_its_price() -> None:
    course = make_small_course()
    said = shown(with_picture(course), "data-saver")
    assert "<img src" not in said
    assert f'href="/cms/courses/{course.key}/files/' in said
    assert "See the picture" in said


def test_it_says_which_edition_trainees_read() -> None:
    course = make_small_course()
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    assert "trainees see nothing of this course" in shown(lesson)
    lesson.save_revision().publish()
    make_edition(course, by=None)
    lesson = LessonPage.objects.get(pk=lesson.pk)
    assert "not out yet" not in shown(lesson)
    lesson.body = [paragraph("Changed.")]
    lesson.save_revision()
    assert "Your change is not out yet." in shown(LessonPage.objects.get(pk=lesson.pk))


def test_a_translation_is_previewed_in_its_own_language() -> None:
    course = make_small_course()
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    urdu = translate(lesson, title="پہلا", body=[paragraph("اردو")])
    assert 'lang="ur" dir="rtl"' in shown(urdu)
    assert "الفاظ اور تصویریں" in shown(urdu)
