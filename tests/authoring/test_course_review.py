"""A page waits for the reviewers of its own course, and whoever wrote it approves nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from courses.authoring.models import LessonPage
from lms.people.api import REVIEWER
from tests.factories.authoring import (
    make_admin,
    make_course,
    make_small_course,
    make_trainer,
    with_role,
)
from tests.factories.reviewing import act, first_lesson, submit, write

pytestmark = pytest.mark.django_db


def test_a_reviewer_who_edits_during_review_may_only_send_it_back() -> None:
    course = make_small_course()
    trainer, reviewer, other = make_trainer(course), with_role(REVIEWER, course), with_role(REVIEWER, course)
    lesson = first_lesson(course)
    write(lesson, trainer)
    submit(lesson, trainer)
    lesson = LessonPage.objects.get(pk=lesson.pk)
    write(lesson, reviewer, "Words of the reviewer.")
    task = lesson.current_workflow_task.specific
    assert [name for name, _label, _form in task.get_actions(lesson, reviewer.user)] == ["reject"]
    assert {name for name, _label, _form in task.get_actions(lesson, other.user)} == {"reject", "approve"}
    with pytest.raises(PermissionDenied):
        act(lesson, reviewer)
    assert "New" not in LessonPage.objects.get(pk=lesson.pk).body[0].value.source
    act(lesson, other)
    assert "Words of the reviewer." in LessonPage.objects.get(pk=lesson.pk).body[0].value.source


def test_a_trainer_never_approves_and_what_is_sent_back_stays_a_draft() -> None:
    course = make_small_course()
    trainer, colleague, reviewer = make_trainer(course), make_trainer(course), with_role(REVIEWER, course)
    lesson = first_lesson(course)
    write(lesson, trainer)
    submit(lesson, trainer)
    with pytest.raises(PermissionDenied):
        act(lesson, colleague)
    act(lesson, reviewer, "reject")
    lesson = LessonPage.objects.get(pk=lesson.pk)
    assert lesson.has_unpublished_changes
    assert "New words" not in lesson.body[0].value.source


def test_an_admin_of_another_course_neither_approves_nor_sees_it_waiting() -> None:
    course = make_small_course()
    trainer, stranger = make_trainer(course), make_admin(make_course())
    lesson = first_lesson(course)
    write(lesson, trainer)
    submit(lesson, trainer)
    task = LessonPage.objects.get(pk=lesson.pk).current_workflow_task.specific
    assert list(task.get_task_states_user_can_moderate(stranger.user)) == []
    assert task.get_task_states_user_can_moderate(make_admin(course).user).count() == 1
    with pytest.raises(PermissionDenied):
        act(lesson, stranger)


def test_a_course_begins_under_review_and_keeps_a_workflow_of_its_own() -> None:
    course = make_small_course()
    workflow = first_lesson(course).get_workflow()
    assert [task.specific.get_verbose_name() for task in workflow.tasks] == ["Course review"]
    assert make_course().get_workflow() == workflow


def test_while_a_page_waits_a_reviewer_is_offered_approval_and_not_bare_publishing() -> None:
    course = make_small_course()
    reviewer, trainer = with_role(REVIEWER, course), make_trainer(course)
    lesson = first_lesson(course)
    client = Client()
    client.force_login(reviewer.user)
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert 'name="action-publish"' in client.get(address).content.decode()
    write(lesson, trainer)
    submit(lesson, trainer)
    said = client.get(address).content.decode()
    assert 'name="action-publish"' not in said
    assert "Approve and Publish" in said
