"""A translation that a machine made says so to every reader, until somebody has checked it."""

import pytest
from django.test import Client

from courses.authoring.compiling.gather import gather
from courses.authoring.models import CoursePage, LessonPage
from tests.factories.authoring import make_admin, make_lesson, make_small_course, paragraph, translate

pytestmark = pytest.mark.django_db
NOTICE = "یہ ترجمہ مشین نے کیا ہے"


@pytest.fixture
def course() -> CoursePage:
    return make_small_course(lessons=["First"])


def urdu_of(course: CoursePage) -> str:
    return gather(course).facts.modules[0].activities[0].fragments["ur"].decode()


def test_its_notice_stands_before_its_words_in_its_language(course: CoursePage) -> None:
    translate(LessonPage.objects.get(), title="پہلا", body=[paragraph("الفاظ")], by_machine=True)
    html = urdu_of(course)
    assert html.index(NOTICE) < html.index("الفاظ")
    assert html.startswith('<div class="prose" lang="ur" dir="rtl">')


def test_it_goes_when_somebody_has_checked_the_words(course: CoursePage) -> None:
    page = translate(LessonPage.objects.get(), title="پہلا", body=[paragraph("الفاظ")], by_machine=True)
    assert NOTICE in urdu_of(course)
    page.by_machine = False
    page.save_revision().publish()
    assert NOTICE not in urdu_of(course)


def test_the_language_a_course_is_written_in_never_carries_it(course: CoursePage) -> None:
    lesson = LessonPage.objects.get()
    lesson.by_machine = True
    lesson.save_revision().publish()
    html = gather(course).facts.modules[0].activities[0].fragments["en"].decode()
    assert "machine" not in html


def test_the_tick_is_offered_on_translations_alone_and_the_preview_shows_the_notice(
    course: CoursePage, client: Client
) -> None:
    lesson = LessonPage.objects.get()
    page = translate(lesson, title="پہلا", body=[paragraph("الفاظ")], by_machine=True)
    client.force_login(make_admin(course).user)
    assert 'name="by_machine"' not in client.get(f"/cms/pages/{lesson.pk}/edit/").content.decode()
    assert 'name="by_machine"' in client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert NOTICE in client.get(f"/cms/pages/{page.pk}/revisions/{page.latest_revision_id}/view/").content.decode()


def test_a_new_lesson_is_not_asked(course: CoursePage, client: Client) -> None:
    client.force_login(make_admin(course).user)
    module = make_lesson(course.get_children().get()).get_parent()
    assert (
        'name="by_machine"' not in client.get(f"/cms/pages/add/hunar_courses/lessonpage/{module.pk}/").content.decode()
    )
