"""Nobody brings words of her own before trainees that nobody else looked at, by whichever route they were published."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from courses.authoring.actions.new_course import new_course
from courses.authoring.actions.release import make_edition, release
from courses.authoring.four_eyes import OwnWords
from courses.authoring.jobs import release_course
from courses.authoring.models import CoursePage, Edition, LessonPage, ModulePage
from courses.authoring.permissions import who_may
from lms.foundation.api import PermanentFailure
from lms.people.api import PROGRAMME_ADMIN, RELEASING_TRAINER, REVIEWER, Scope, assign_role
from lms.people.models import Person
from tests.factories.authoring import (
    make_admin,
    make_catalogue,
    make_course,
    make_lesson,
    make_module,
    make_person,
    make_small_course,
    make_trainer,
    with_role,
)
from tests.factories.reviewing import act, first_lesson, submit, write
from tests.factories.running import make_programme

pytestmark = pytest.mark.django_db


def refused(course: CoursePage, by: Person) -> str:
    with pytest.raises(OwnWords) as reason:
        make_edition(course, by=by)
    assert Edition.objects.count() == 0
    return str(reason.value)


def test_who_wrote_the_last_words_does_not_release_them_but_a_colleague_does() -> None:
    course = make_small_course()
    admin, colleague = make_admin(course), make_admin(course)
    write(first_lesson(course), admin).publish(user=admin.user)
    assert "“First”" in refused(course, admin)
    with pytest.raises(OwnWords):
        release(course, by=admin)
    assert make_edition(course, by=colleague).number == 1


def test_what_a_reviewer_approved_may_be_released_by_its_writer() -> None:
    course = make_small_course()
    admin, reviewer = make_admin(course), with_role(REVIEWER, course)
    lesson = first_lesson(course)
    write(lesson, admin)
    submit(lesson, admin)
    act(lesson, reviewer)
    assert LessonPage.objects.get(pk=lesson.pk).body[0].value.source == "<p>New words.</p>"
    edition = make_edition(course, by=admin)
    kept = edition.pages.get(key=lesson.key)
    assert (kept.written_by, kept.approved_by, edition.released_by) == (admin.user, reviewer.user, admin)


def test_an_approval_holds_for_the_revision_that_was_approved_alone() -> None:
    course = make_small_course()
    admin, reviewer = make_admin(course), with_role(REVIEWER, course)
    lesson = first_lesson(course)
    write(lesson, admin)
    submit(lesson, admin)
    act(lesson, reviewer)
    write(LessonPage.objects.get(pk=lesson.pk), admin, "Other words.").publish(user=admin.user)
    refused(course, admin)


def test_a_scheduled_page_is_still_its_writers() -> None:
    course = make_small_course()
    admin = make_admin(course)
    lesson = first_lesson(course)
    lesson.go_live_at = timezone.now() + timedelta(hours=1)
    write(lesson, admin).publish(user=admin.user)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
    assert "New words" in LessonPage.objects.get(pk=lesson.pk).body[0].value.source
    refused(course, admin)


def test_a_lesson_moved_in_from_elsewhere_is_still_its_writers() -> None:
    course, other = make_small_course(), make_course()
    admin = make_admin(course)
    assign_role(admin, PROGRAMME_ADMIN, Scope("course", other.key), by=None)
    lesson = make_lesson(make_module(other))
    write(lesson, admin).publish(user=admin.user)
    LessonPage.objects.get(pk=lesson.pk).move(first_lesson(course).get_parent(), pos="last-child", user=admin.user)
    assert lesson.title in refused(CoursePage.objects.get(pk=course.pk), admin)


def test_a_copy_is_its_copiers() -> None:
    course = make_small_course()
    admin = make_admin(course)
    first_lesson(course).copy(user=admin.user, update_attrs={"slug": "again", "title": "Again"})
    assert "“Again”" in refused(CoursePage.objects.get(pk=course.pk), admin)


def test_an_alias_is_whoevers_words_it_mirrors() -> None:
    course, other = make_small_course(), make_course()
    admin = make_admin(course)
    lesson = make_lesson(make_module(other), "Mirrored")
    write(lesson, admin).publish()
    source = LessonPage.objects.get(pk=lesson.pk)
    source.create_alias(parent=first_lesson(course).get_parent())
    assert "“Mirrored”" in refused(CoursePage.objects.get(pk=course.pk), admin)


def test_publishing_many_at_once_changes_nothing_of_it() -> None:
    course = make_small_course()
    admin = make_admin(course)
    lesson = first_lesson(course)
    write(lesson, admin)
    client = Client()
    client.force_login(admin.user)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={lesson.pk}")
    assert "New words" in LessonPage.objects.get(pk=lesson.pk).body[0].value.source
    refused(course, admin)


def test_the_worker_asks_again_because_somebody_may_have_written_since() -> None:
    course = make_small_course()
    admin = make_admin(course)
    job = release(course, by=admin)
    write(first_lesson(course), admin).publish(user=admin.user)

    class Run:
        def progress(self, percent: int, note: str = "") -> None: ...

    with pytest.raises(PermanentFailure, match="nobody else has approved"):
        release_course(Run(), **job.payload)
    assert Edition.objects.count() == 0


def test_even_a_superuser_needs_a_second_pair_of_eyes() -> None:
    course = make_small_course()
    superuser = make_person(superuser=True)
    write(first_lesson(course), superuser).publish(user=superuser.user)
    refused(course, superuser)


def test_only_what_a_release_changes_is_asked_about() -> None:
    course = make_small_course()
    admin, colleague = make_admin(course), make_admin(course)
    write(first_lesson(course), admin).publish(user=admin.user)
    make_edition(course, by=colleague)
    second = LessonPage.objects.descendant_of(course).order_by("path").last()
    write(second, colleague).publish(user=colleague.user)
    assert make_edition(course, by=admin).number == 2


def test_two_releasers_give_one_hash() -> None:
    course = make_small_course()
    lesson = first_lesson(course)
    trainer = make_trainer(course)
    write(lesson, trainer).publish()
    one = make_edition(course, by=make_admin(course))
    Edition.objects.all().delete()
    two = make_edition(course, by=make_admin(course))
    assert one.hash == two.hash
    assert one.released_by != two.released_by


def test_trainers_never_hold_the_right_to_publish() -> None:
    course = make_small_course()
    people = [make_trainer(course), with_role(RELEASING_TRAINER, course)]
    for page in [course, *Page.objects.descendant_of(course).specific()]:
        for person in people:
            may = page.permissions_for_user(person.user)
            assert (may.can_edit(), may.can_publish(), may.can_publish_subpage()) == (True, False, False)


def test_a_releasing_trainer_is_made_one_and_releases_what_others_approved() -> None:
    course = make_small_course()
    trainer, reviewer = make_trainer(course), with_role(REVIEWER, course)
    assert trainer not in who_may("release", course)
    with pytest.raises(PermissionDenied):
        make_edition(course, by=trainer)
    assign_role(trainer, RELEASING_TRAINER, Scope("course", course.key), by=None)
    trainer = Person.objects.get(pk=trainer.pk)
    assert trainer in who_may("release", course)
    lesson = first_lesson(course)
    write(lesson, trainer)
    submit(lesson, trainer)
    act(lesson, reviewer)
    assert make_edition(course, by=trainer).released_by == trainer


def test_reviewing_costs_a_few_queries_whatever_the_number_of_pages(django_assert_max_num_queries: Any) -> None:
    from courses.authoring.provenance import authored_pages

    course = make_course()
    module = make_module(course)
    pages = [("en", make_lesson(module)) for _ in range(12)]
    with django_assert_max_num_queries(4):
        assert len(authored_pages(pages)) == 12


def test_a_course_begun_and_written_by_one_is_released_by_her_once_a_reviewer_of_the_programme_approved_it() -> None:
    make_catalogue()
    admin = make_person(superuser=True)
    course = new_course("Embroidery", by=admin)
    programme = make_programme(course_key=course.key)
    reviewer = make_person()
    assign_role(reviewer, REVIEWER, Scope("programme", programme.uuid), by=None)
    lesson = make_lesson(ModulePage.objects.child_of(course).get(), "Stitches", live=False)
    for page in (course, lesson):
        page.save_revision(user=admin.user)
        page.get_workflow().start(page, admin.user)
        state = type(page).objects.get(pk=page.pk).current_workflow_task_state
        state.task.specific.on_action(state, reviewer.user, "approve")
    assert make_edition(CoursePage.objects.get(pk=course.pk), by=admin).number == 1
