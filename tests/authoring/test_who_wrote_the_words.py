"""Saving a page makes nobody its writer: its words do."""

import json
from typing import Any

import pytest

from courses.authoring.actions.release import make_edition
from courses.authoring.actions.submit_drafts import submit_drafts
from courses.authoring.compiling.asleep import own_fields
from courses.authoring.four_eyes import OwnWords
from courses.authoring.models import CoursePage, LessonPage
from courses.authoring.models.review import wrote
from courses.authoring.provenance import authored_pages
from courses.authoring.revisions import writers_since
from courses.authoring.wording import wording
from lms.people.api import REVIEWER
from lms.people.models import Person
from tests.factories.authoring import make_admin, make_small_course, make_trainer, with_role

pytestmark = pytest.mark.django_db


def save(lesson: LessonPage, by: Person, html: str) -> Any:
    page = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    page.body = LessonPage._meta.get_field("body").stream_block.to_python([{"type": "paragraph", "value": html}])
    return page.save_revision(user=by.user)


@pytest.fixture
def course() -> CoursePage:
    return make_small_course(lessons=["First"])


@pytest.fixture
def lesson(course: CoursePage) -> LessonPage:
    lesson = LessonPage.objects.get()
    lesson.save_revision().publish()
    return lesson


def test_a_reviewer_whose_editor_only_tidied_up_may_approve(course: CoursePage, lesson: LessonPage) -> None:
    trainer, reviewer = make_trainer(course), with_role(REVIEWER, course)
    save(lesson, trainer, "<p>Three words.</p>")
    save(lesson, reviewer, '<p data-block-key="a1b2c">Three words.</p>')
    page = LessonPage.objects.get(pk=lesson.pk)
    assert writers_since(page) == {trainer.user_id}
    assert not wrote(reviewer.user, page)
    save(lesson, reviewer, '<p data-block-key="a1b2c">Four words.</p>')
    assert wrote(reviewer.user, LessonPage.objects.get(pk=lesson.pk))


def test_the_hand_behind_what_is_published_is_the_one_that_changed_it_last(
    course: CoursePage, lesson: LessonPage
) -> None:
    first, second, third = (make_trainer(course) for _ in range(3))
    save(lesson, first, "<p>One.</p>")
    save(lesson, second, "<p>Two.</p>")
    save(lesson, second, '<p data-block-key="k">Two.</p>')
    save(lesson, third, "<p>Two.</p>").publish()
    page = LessonPage.objects.get(pk=lesson.pk)
    assert authored_pages([("en", page)])[0].writer == second.user_id


def test_who_saves_twice_and_changes_it_the_second_time_wrote_it(course: CoursePage, lesson: LessonPage) -> None:
    first, second = make_trainer(course), make_trainer(course)
    save(lesson, first, "<p>One.</p>")
    save(lesson, second, "<p>One.</p>")
    save(lesson, second, "<p>Two.</p>").publish()
    page = LessonPage.objects.get(pk=lesson.pk)
    assert authored_pages([("en", page)])[0].writer == second.user_id


def test_words_that_were_judged_or_released_are_never_written_over(course: CoursePage, lesson: LessonPage) -> None:
    """Wagtail's editor writes over its own last revision, and others may have put their names to that one."""
    admin, reviewer, colleague = make_admin(course), with_role(REVIEWER, course), make_admin(course)

    def over(by: Person, html: str) -> None:
        page = LessonPage.objects.get(pk=lesson.pk)
        latest = page.get_latest_revision()
        page = latest.as_object()
        page.body = LessonPage._meta.get_field("body").stream_block.to_python([{"type": "paragraph", "value": html}])
        page.save_revision(user=by.user, overwrite_revision=latest)

    save(lesson, admin, "<p>Harmless.</p>")
    page = LessonPage.objects.get(pk=lesson.pk)
    page.get_workflow().start(page, admin.user)
    page = LessonPage.objects.get(pk=lesson.pk)
    page.current_workflow_task.on_action(page.current_workflow_task_state, reviewer.user, "approve")
    over(admin, "<p>Other words.</p>")
    LessonPage.objects.get(pk=lesson.pk).get_latest_revision().publish(user=admin.user)
    with pytest.raises(OwnWords):
        make_edition(course, by=admin)
    make_edition(course, by=colleague)
    over(admin, "<p>Words of a third kind.</p>")
    LessonPage.objects.get(pk=lesson.pk).get_latest_revision().publish(user=admin.user)
    with pytest.raises(OwnWords):
        make_edition(course, by=admin)


def test_an_alias_of_an_alias_has_the_hands_of_what_it_shows(course: CoursePage, lesson: LessonPage) -> None:
    admin, here = make_admin(course), make_small_course(lessons=())
    first = lesson.create_alias(parent=make_small_course(lessons=()).get_children().get())
    second = first.create_alias(parent=here.get_children().get())
    save(lesson, admin, "<p>New words.</p>").publish()
    alias = LessonPage.objects.get(pk=second.pk)
    assert authored_pages([("en", alias)])[0].writer == admin.user_id


def test_a_withdrawn_page_makes_nobody_a_writer_of_what_was_released(course: CoursePage, lesson: LessonPage) -> None:
    reviewer, trainer = with_role(REVIEWER, course), make_trainer(course)
    save(lesson, reviewer, "<p>One.</p>").publish()
    make_edition(course, by=make_admin(course))
    LessonPage.objects.get(pk=lesson.pk).unpublish()
    save(lesson, trainer, "<p>Two.</p>")
    assert writers_since(LessonPage.objects.get(pk=lesson.pk)) == {trainer.user_id}
    assert submit_drafts(course, trainer.user) == 0


def said(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    content = {"title": "A", "body": json.dumps(list(blocks)), "minutes": 10, "required": True} | more
    return wording(content, own_fields(LessonPage))


def image(**more: Any) -> dict[str, Any]:
    return {"type": "image", "value": {"image": 7} | more}


def code(text: str) -> dict[str, Any]:
    return {"type": "code", "value": {"language": "html", "code": text}}


def text(html: str) -> dict[str, Any]:
    return {"type": "paragraph", "value": html}


def table(cell: str) -> dict[str, Any]:
    columns = [{"type": "text", "heading": "Size"}]
    value = {"columns": columns, "rows": [{"values": [cell]}], "caption": ""}
    return {"type": "table", "value": value}


def steps(*items: Any) -> dict[str, Any]:
    return {"type": "steps", "value": list(items)}


def test_ids_keys_and_what_was_left_empty_are_no_words() -> None:
    assert said(image()) == said(image(alt="", caption=None) | {"id": "x"})
    assert said(text("<p>x</p>")) == said(text('<p data-block-key="k">x</p>'))
    step = {"text": "<p>Open it.</p>"}
    assert said(steps(step)) == said(steps({"type": "item", "id": "y", "value": step | {"image": None, "alt": ""}}))


@pytest.mark.parametrize(
    "other",
    [
        said(image(image=8)),
        said(image(alt="Sign")),
        said(image(), title="B"),
        said(image(), required=False),
        said(image(), minutes=5),
        said(image(), image()),
        said(text("<p>x</p>")),
        said(),
    ],
)
def test_anything_else_is(other: dict[str, Any]) -> None:
    assert said(image()) != other


def test_the_editors_line_ends_breaks_and_keys_are_no_words() -> None:
    assert said(code("a\nb")) == said(code("a\r\nb"))
    assert said(text("<p>one\ntwo</p>")) == said(text("<p>one two</p>"))
    assert said(table("<p>A4</p>")) == said(table('<p data-block-key="k">A4</p>'))
    assert said(table("<p>A4</p>")) != said(table("<p>A5</p>"))


def test_a_revision_from_before_a_field_says_its_default() -> None:
    older = {"title": "A", "body": "[]", "minutes": 10, "required": True}
    newer = older | {"by_machine": False, "licence": "", "attribution": "", "recording": None}
    fields = own_fields(LessonPage)
    assert wording(older, fields) == wording(newer, fields)


def test_a_tag_in_a_code_block_is_a_word() -> None:
    assert said(code("<script>one</script>")) != said(code("<script>two</script>"))


def test_a_link_that_leads_elsewhere_is_another_word() -> None:
    here, there = ('<p><a linktype="page" id="4">x</a></p>', '<p><a linktype="page" id="5">x</a></p>')
    assert said(text(here)) != said(text(there))
