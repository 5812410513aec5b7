"""What a release warns of, and never stops for: pictures untold, lectures unread, links that lead nowhere."""

import pytest
from django.utils import timezone

from courses.authoring.compiling.gather import gather
from courses.authoring.models import CoursePage, LessonPage, OutsideLink
from courses.authoring.models.outside import name_of_address
from courses.authoring.outside.ask import State
from lms.foundation.api import store_bytes
from media_pipeline.models import Caption, Recording
from tests.factories.authoring import (
    fill,
    image_block,
    make_course,
    make_image,
    make_lesson,
    make_module,
    make_recording,
    make_small_course,
    paragraph,
    translate,
)

pytestmark = pytest.mark.django_db
ADDRESS = "https://example.org/a?b=1&c=2"


def lesson_with(*blocks: dict, **more: object) -> LessonPage:
    course = make_course()
    lesson = make_lesson(make_module(course), **more)
    fill(lesson, *blocks)
    lesson.save_revision().publish()
    return lesson


def warnings(course: CoursePage) -> list[str]:
    """Told twice alike: by what is compiled now, and by what was remembered."""
    first = [str(each) for each in gather(course).findings.warnings]
    assert [str(each) for each in gather(course).findings.warnings] == first
    return first


def course_of(lesson: LessonPage) -> CoursePage:
    return CoursePage.objects.ancestor_of(lesson).get()


def caption(recording: Recording, language: str = "en") -> None:
    stored = store_bytes(b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n", suffix="vtt", content_type="text/vtt")
    Caption.objects.create(recording=recording, language=language, stored=stored)


def dead(address: str, state: State) -> None:
    name = name_of_address(address)
    OutsideLink.objects.create(name=name, address=address, state=state, told="404", tried_at=timezone.now())


def test_a_course_that_wants_nothing_is_warned_of_nothing() -> None:
    course = make_small_course()
    image = make_image(course)
    fill(lesson := LessonPage.objects.first(), image_block(image, alt="A sign, green on white"))
    lesson.save_revision().publish()
    assert warnings(course) == []


def test_a_picture_that_nobody_told_in_words() -> None:
    course = make_small_course()
    fill(lesson := LessonPage.objects.first(), image_block(make_image(course)))
    lesson.save_revision().publish()
    assert "not told in words" in warnings(course)[0]


def test_a_lecture_without_captions_until_it_has_them() -> None:
    course = make_small_course(lessons=())
    lesson = make_lesson(course.get_children().get(), recording=make_recording(course))
    assert [f"{lesson.title}: Its lecture has no captions" in each for each in warnings(course)] == [True]
    caption(lesson.recording)
    assert warnings(course) == []


def test_a_recording_inside_a_text_is_warned_of_and_its_captions_reach_readers() -> None:
    course = make_small_course(lessons=())
    recording = make_recording(course)
    lesson = make_lesson(course.get_children().get())
    fill(lesson, {"type": "recording", "value": {"recording": recording.pk, "caption": "Hear it"}})
    lesson.save_revision().publish()
    assert "A recording in its text has no captions" in warnings(course)[0]
    caption(recording, "ur")
    assert warnings(course) == []
    html = gather(course).facts.modules[0].activities[0].fragments["en"].decode()
    assert '<track kind="captions" src="files/' in html
    assert '.vtt" srclang="ur">\n</audio>' in html


@pytest.mark.parametrize(
    ("state", "said"),
    [(State.GONE, ["leads nowhere any more"]), (State.SILENT, ["did not answer"]), (State.ANSWERS, [])],
)
def test_a_link_out_of_the_course_by_what_became_of_it(state: State, said: list[str]) -> None:
    link = f'<a href="{ADDRESS.replace("&", "&amp;")}">Read on</a>'
    lesson = lesson_with(paragraph(link))
    course = course_of(lesson)
    assert warnings(course) == []
    dead(ADDRESS, state)
    found = warnings(course)
    assert len(found) == len(said)
    for sentence, words in zip(found, said, strict=True):
        assert words in sentence
        assert ADDRESS in sentence


def test_a_warning_names_the_page_of_its_language() -> None:
    lesson = lesson_with(paragraph("Plain"))
    body = [paragraph(f'<a href="{ADDRESS}">پڑھیں</a>')]
    urdu = translate(lesson, title="سبق", body=body)
    dead(ADDRESS, State.GONE)
    found = gather(course_of(lesson)).findings.warnings
    assert [warning.page for warning in found] == [urdu.pk]


def test_nothing_of_it_stands_in_the_way() -> None:
    lesson = lesson_with(paragraph(f'<a href="{ADDRESS}">Read on</a>'))
    dead(ADDRESS, State.GONE)
    assert gather(course_of(lesson)).findings.problems == []
