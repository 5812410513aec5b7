"""What is remembered of a compiled course never differs from compiling it anew; what did not change is not compiled."""

from collections.abc import Callable
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.models import Page

from courses.authoring.compiling import remembered
from courses.authoring.compiling.compile import compile_facts
from courses.authoring.compiling.gather import Gathered, gather
from courses.authoring.models import CompiledActivity, CoursePage, LessonPage, ModulePage
from courses.authoring.models.kept import Picture
from lms.foundation.api import store_bytes
from media_pipeline.models import Recording
from tests.factories.large_course import make_large_course

pytestmark = pytest.mark.django_db


def everything(gathered: Gathered) -> list[Any]:
    """All that a release takes from what was gathered."""
    findings = gathered.findings
    files = sorted(stored.sha256 for stored in gathered.stored)
    return [compile_facts(gathered.facts), findings.problems, findings.warnings, files]


def anew(course: CoursePage) -> list[Any]:
    """The course compiled by a site that remembers nothing; what was remembered stays."""
    rows = list(CompiledActivity.objects.all())
    CompiledActivity.objects.all().delete()
    found = everything(gather(course))
    CompiledActivity.objects.all().delete()
    CompiledActivity.objects.bulk_create(rows)
    return found


def pick(chance: Random, pages: Any) -> Any:
    """One of these rows; each of them is as likely as any other."""
    return chance.choice(list(pages.order_by("pk")))


def lesson(chance: Random) -> LessonPage:
    return pick(chance, LessonPage.objects.all())


def publish_words(chance: Random) -> None:
    page = lesson(chance)
    other = lesson(chance)
    page.body = other.body.get_prep_value()[: chance.randint(1, 14)]
    page.title = f"Lesson {chance.randint(0, 3)}"
    page.save_revision().publish()


def change_without_a_word_to_anybody(chance: Random) -> None:
    page = lesson(chance)
    LessonPage.objects.filter(pk=page.pk).update(body=lesson(chance).body, minutes=chance.randint(1, 9))


def move(chance: Random) -> None:
    page = lesson(chance)
    modules = ModulePage.objects.filter(locale=page.locale)
    page.move(pick(chance, modules), pos=chance.choice(["first-child", "last-child"]))


def hide_or_show(chance: Random) -> None:
    page = lesson(chance)
    Page.objects.filter(pk=page.pk).update(live=not page.live)


def delete_page(chance: Random) -> None:
    if LessonPage.objects.count() > 4:
        lesson(chance).delete()


def delete_picture(chance: Random) -> None:
    images = get_image_model().objects.all()
    if images.count() > 2:
        images.filter(pk=pick(chance, images).pk).delete()


def replace_picture(chance: Random) -> None:
    images = get_image_model().objects.all()
    images.filter(pk=pick(chance, images).pk).update(file_hash=pick(chance, Picture.objects.all()).file_hash)


def recording(chance: Random) -> Recording:
    return pick(chance, Recording.objects.all())


def replace_recording(chance: Random) -> None:
    made = recording(chance)
    file = made.renditions.order_by("pk").first().files.order_by("pk").first()
    file.stored = store_bytes(f"other {chance.random()}".encode(), suffix="mp4", content_type="video/mp4")
    file.save()


def write_slide(chance: Random) -> None:
    recording(chance).slides.update(text=f"Words {chance.randint(0, 2)}")


def caption(chance: Random) -> None:
    stored = store_bytes(f"WEBVTT {chance.randint(0, 2)}".encode(), suffix="vtt", content_type="text/vtt")
    recording(chance).captions.update_or_create(language="en", defaults={"stored": stored})


def take_recording_up_again(chance: Random) -> None:
    made = recording(chance)
    state = Recording.State.READY if made.state != Recording.State.READY else Recording.State.WAITING
    Recording.objects.filter(pk=made.pk).update(state=state)


def give_licence(chance: Random) -> None:
    model = chance.choice([CoursePage, ModulePage, LessonPage])
    page = pick(chance, model.objects.all())
    said = {"licence": chance.choice(["", "cc-by", "cc-by-sa", "reserved"]), "attribution": chance.choice(["", "Me"])}
    model.objects.filter(pk=page.pk).update(**said)


def mirror(chance: Random) -> None:
    page = pick(chance, LessonPage.objects.filter(locale__language_code="ur"))
    source = LessonPage.objects.filter(key=page.key, locale__language_code="en").first()
    LessonPage.objects.filter(pk=page.pk).update(alias_of=None if page.alias_of_id or source is None else source.pk)


CHANGES: list[Callable[[Random], None]] = [
    publish_words,
    change_without_a_word_to_anybody,
    move,
    hide_or_show,
    delete_page,
    delete_picture,
    replace_picture,
    replace_recording,
    write_slide,
    caption,
    take_recording_up_again,
    give_licence,
    mirror,
]


@pytest.fixture
def course() -> CoursePage:
    """Six lessons in two modules and two languages, with every block."""
    return make_large_course(lessons=6, modules=2, pictures=6)


# A failing chain of changes is short already, and making it shorter takes minutes.
@settings(
    deadline=None,
    max_examples=20,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(changes=st.lists(st.sampled_from(CHANGES), min_size=1, max_size=6), chance=st.randoms(use_true_random=False))
def test_whatever_happens_the_bytes_are_those_of_compiling_anew(
    course: CoursePage, changes: list[Callable[[Random], None]], chance: Random
) -> None:
    with transaction.atomic():
        everything(gather(course))
        for change in changes:
            change(chance)
            now = CoursePage.objects.get(pk=course.pk)
            assert everything(gather(now)) == anew(now)
        transaction.set_rollback(True)


def test_each_change_alone(course: CoursePage) -> None:
    everything(gather(course))
    for seed, change in enumerate(CHANGES * 2):
        with transaction.atomic():
            change(Random(seed))
            now = CoursePage.objects.get(pk=course.pk)
            assert everything(gather(now)) == anew(now), change
            transaction.set_rollback(True)


def compiled_in(course: CoursePage) -> list[str]:
    """The titles of the pages that are really compiled now."""
    titles = []

    def noted(page: LessonPage, context: Any) -> str:
        titles.append(page.title)
        return real(page, context)

    real = LessonPage.compile_fragment
    with patch.object(LessonPage, "compile_fragment", noted):
        everything(gather(CoursePage.objects.get(pk=course.pk)))
    return titles


def test_only_the_lesson_that_changed_is_compiled_again(course: CoursePage) -> None:
    assert len(compiled_in(course)) == 12
    assert compiled_in(course) == []
    page = LessonPage.objects.filter(locale__language_code="ur").order_by("path")[2]
    page.title = "نیا سبق"
    page.save_revision().publish()
    source = LessonPage.objects.get(key=page.key, locale__language_code="en")
    assert compiled_in(course) == [source.title, "نیا سبق"]


def test_a_draft_an_order_and_another_lessons_words_compile_nothing_again(course: CoursePage) -> None:
    compiled_in(course)
    first, *_others, last = LessonPage.objects.descendant_of(course).order_by("path")
    last.title = "Only a draft"
    last.save_revision()
    last.move(first.get_parent(), pos="first-child")
    assert compiled_in(course) == []


def test_a_problem_is_told_again_each_time(course: CoursePage) -> None:
    recording = Recording.objects.filter(title__startswith="lecture").first()
    Recording.objects.filter(pk=recording.pk).update(state=Recording.State.WAITING)
    told = [gather(CoursePage.objects.get(pk=course.pk)).findings.problems for _time in range(2)]
    assert told[0] == told[1] != []


def test_another_program_compiles_everything_again(course: CoursePage, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled_in(course)
    monkeypatch.setattr(remembered, "compiler", lambda: "the next version")
    assert len(compiled_in(course)) == 12


def test_what_is_gone_is_forgotten(course: CoursePage) -> None:
    compiled_in(course)
    assert CompiledActivity.objects.count() == 6
    gone = LessonPage.objects.descendant_of(course).order_by("path").first()
    gone.delete()
    compiled_in(course)
    assert CompiledActivity.objects.count() == 5
    course.delete()
    assert not CompiledActivity.objects.exists()


def test_a_larger_course_asks_the_database_as_often(course: CoursePage) -> None:
    def asked(page: CoursePage) -> int:
        everything(gather(page))
        with CaptureQueriesContext(connection) as queries:
            everything(gather(page))
        return len(queries)

    assert asked(course) == asked(make_large_course(lessons=12, modules=3, pictures=6))
