"""A course with everything in it that has to travel, and its archive."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents import get_document_model

from assessments.api import create_question
from assessments.models import Question, QuestionVersion, QuizPage
from courses.authoring.actions.export_edition import export_edition
from courses.authoring.api import make_edition
from courses.authoring.models import CataloguePage, CoursePage, Edition, Handout, LessonPage, Page, Picture
from courses.authoring.rights import collection_of
from lms.foundation.content.sweep import sweep_files
from lms.foundation.models import StoredFile
from media_pipeline.models import Recording
from tests.factories.assessments import make_body
from tests.factories.authoring import (
    fill,
    make_image,
    make_lesson,
    make_locale,
    make_module,
    make_recording,
    make_small_course,
    paragraph,
    translate,
)

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" /></svg>'


@dataclass
class Travelling:
    """A released course and the bytes of its archive."""

    course: CoursePage
    edition: Edition
    archive: bytes


def photo() -> bytes:
    out = BytesIO()
    Image.effect_noise((1100, 300), 40).convert("RGB").save(out, "PNG")
    return out.getvalue()


def full_course() -> CoursePage:
    """Pictures, a drawing, a handout, recordings, notes, links, two languages, an alias and a quiz."""
    course = make_small_course("Sign painting", licence="cc-by-sa", attribution="The programme", room_hours=48)
    first, second = LessonPage.objects.descendant_of(course).order_by("path")
    image = make_image(course, photo(), "photo.png")
    drawing = make_image(course, DRAWING.encode(), "drawing.svg", width=40, height=20)
    document = get_document_model().objects.create(
        title="Prices", file=ContentFile(b"a,b\n" * 500, "prices.csv"), collection=collection_of(course.key)
    )
    basic = [{"type": "image", "value": {"image": drawing.pk, "alt": "A rule", "caption": ""}}]
    link = f'<p>Go <a linktype="page" id="{second.pk}">on</a> or <a href="https://example.org/">out</a>.</p>'
    fill(
        first,
        {"type": "paragraph", "value": link},
        {"type": "image", "value": {"image": image.pk, "alt": "A sign", "caption": "Green"}},
        {"type": "try_it", "value": {"task": "<p>Draw</p>", "more": basic, "steps": ["One"], "solution": basic}},
        {"type": "download", "value": {"document": document.pk, "label": "Prices"}},
        {"type": "recording", "value": {"recording": make_recording(course).pk, "caption": "How"}},
        {"type": "trainer_note", "value": {"text": "<p>Let two of them show it.</p>", "more": []}},
    )
    first.recording = make_recording(course)
    first.save_revision().publish()
    translate(course, title="سائن")
    translate(first, title="پہلا", body=[paragraph("اردو کے الفاظ")])
    make_lesson(make_module(course, "Second module"), "Last", minutes=25, required=False)
    create_question(course_key=course.key, slug="contrast-1", kind="single", body=make_body(), tags=["signs"], by=None)
    module = make_module(course, "Quiz")
    quiz = QuizPage(title="Quiz", locale=course.locale, draw=1, minutes=5, introduction="<p>One question.</p>")
    module.add_child(instance=quiz)
    quiz.save_revision().publish()
    return CoursePage.objects.get(pk=course.pk)


def archived(edition: Edition) -> bytes:
    out = BytesIO()
    export_edition(edition, out, by=None)
    return out.getvalue()


@pytest.fixture
def travelling(db: None) -> Travelling:
    course = full_course()
    edition = make_edition(course, by=None)
    return Travelling(course, edition, archived(edition))


def make_urdu_catalogue() -> None:
    """An Urdu catalogue, where a site speaks Urdu but has none."""
    if not CataloguePage.objects.filter(locale=make_locale("ur")).exists():
        Page.get_first_root_node().add_child(
            instance=CataloguePage(title="کورس", slug="courses-ur", locale=make_locale("ur"))
        )


def forget(course: CoursePage) -> None:
    """As on a site that never had this course: its pages, editions and questions are gone; files may still be there."""
    Edition.objects.filter(course_key=course.key).delete()
    for page in CoursePage.objects.filter(key=course.key):
        page.delete()
    super(type(QuestionVersion.objects.all()), QuestionVersion.objects.all()).delete()
    Question.objects.filter(course_key=course.key).delete()
    Recording.objects.all().delete()
    make_urdu_catalogue()


@pytest.fixture
def foreign(travelling: Travelling) -> bytes:
    """An archive of a course that this site does not know."""
    forget(travelling.course)
    return travelling.archive


def parts(archive: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(members: dict[str, bytes], how: int = ZIP_STORED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(ZipInfo(name), content, how)
    return out.getvalue()


@pytest.fixture
def afar(foreign: bytes) -> bytes:
    """An archive of a course that this site does not know, nor any of its files."""
    Picture.objects.all().delete()
    Handout.objects.all().delete()
    sweep_files(timedelta(0))
    assert not StoredFile.objects.exists()
    return foreign
