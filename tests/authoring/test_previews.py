"""A preview is the lesson as a trainee reads it, in its own language, with what it costs her."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory
from PIL import Image
from wagtail.images import get_image_model

from courses.authoring.api import make_edition
from courses.authoring.models import CoursePage, LessonPage
from courses.authoring.rights import collection_of
from tests.factories.authoring import make_small_course, paragraph, translate

pytestmark = pytest.mark.django_db


def shown(page: LessonPage, mode: str = "") -> str:
    request = RequestFactory().get("/")
    response = page.make_preview_request(request, mode)
    return response.content.decode()


def with_picture(course: CoursePage) -> LessonPage:
    out = BytesIO()
    Image.radial_gradient("L").convert("RGB").save(out, "PNG")
    image = get_image_model().objects.create(
        title="Sign", file=ContentFile(out.getvalue(), "sign.png"), collection=collection_of(course.key)
    )
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    lesson.body = LessonPage._meta.get_field("body").stream_block.to_python(
        [{"type": "image", "value": {"image": image.pk, "alt": "A sign", "caption": ""}}]
    )
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
