"""Everything that was written goes before a reviewer by one button; what waits or is published stays."""

from typing import Any

import pytest
from django.test import Client

from courses.authoring.actions.submit_drafts import submit_drafts
from courses.authoring.models import CoursePage, LessonPage
from lms.people.api import REVIEWER
from lms.people.models import Person
from tests.factories.authoring import make_small_course, make_trainer, paragraph, translate, with_role

pytestmark = pytest.mark.django_db


def write(page: Any, by: Person, words: str = "New words.") -> None:
    page = type(page).objects.get(pk=page.pk)
    page.body = [paragraph(words)]
    page.save_revision(user=by.user)


def lessons(course: CoursePage) -> list[LessonPage]:
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


def waiting(course: CoursePage) -> list[str]:
    return [page.title for page in course.get_descendants().specific() if page.workflow_in_progress]


def send_back(page: LessonPage, by: Person) -> None:
    state = LessonPage.objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, by.user, "reject", comment="Say who reads it.")


def test_what_was_written_goes_to_review_and_what_is_published_stays() -> None:
    course = make_small_course()
    trainer = make_trainer(course)
    write(lessons(course)[0], trainer)
    assert submit_drafts(course, trainer.user) == 1
    assert waiting(course) == ["First"]
    assert submit_drafts(course, trainer.user) == 0


def test_what_was_sent_back_goes_again_once_it_was_changed() -> None:
    course = make_small_course()
    trainer, reviewer = make_trainer(course), with_role(REVIEWER, course)
    lesson = lessons(course)[0]
    write(lesson, trainer)
    submit_drafts(course, trainer.user)
    send_back(lesson, reviewer)
    assert submit_drafts(course, trainer.user) == 0
    write(lesson, trainer, "Shopkeepers read it.")
    assert submit_drafts(course, trainer.user) == 1
    task = LessonPage.objects.get(pk=lesson.pk).current_workflow_task_state
    assert task.revision_id == LessonPage.objects.get(pk=lesson.pk).latest_revision_id


def test_an_alias_has_no_words_to_review() -> None:
    course = make_small_course()
    translate(course)
    urdu = CoursePage.objects.get(key=course.key, locale__language_code="ur")
    lessons(course)[0].copy_for_translation(urdu.locale, copy_parents=True, alias=True)
    trainer = make_trainer(course)
    submit_drafts(urdu, trainer.user)
    assert not [page for page in LessonPage.objects.filter(locale=urdu.locale) if page.workflow_in_progress]


def test_the_outline_offers_it_and_says_how_far_a_review_is(client: Client) -> None:
    course = make_small_course()
    trainer, reviewer = make_trainer(course), with_role(REVIEWER, course)
    client.force_login(trainer.user)
    outline = f"/cms/courses/{course.key}/lessons/"
    assert "to a reviewer" not in client.get(outline).content.decode()
    first, second = lessons(course)
    write(first, trainer)
    write(second, trainer)
    assert "Submit 2 pages to a reviewer" in client.get(outline).content.decode()
    said = client.post(f"/cms/courses/{course.key}/submit/", {"language": "en"}, follow=True).content.decode()
    assert "2 pages wait for a reviewer now." in said
    assert said.count("Waits for review") == 2
    send_back(first, reviewer)
    said = client.get(outline).content.decode()
    assert (said.count("Sent back: “Say who reads it.”"), said.count("Waits for review")) == (1, 1)
    assert "Sent back: “Say who reads it.”" in client.get(f"/cms/pages/{first.pk}/edit/").content.decode()


def test_who_may_not_write_here_submits_nothing(client: Client) -> None:
    course, other = make_small_course(), make_small_course()
    write(lessons(course)[0], make_trainer(course))
    client.force_login(make_trainer(other).user)
    assert client.post(f"/cms/courses/{course.key}/submit/").status_code == 404
    assert waiting(course) == []
