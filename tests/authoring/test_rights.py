"""Roles at a course open exactly that course in Wagtail."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission
from wagtail.permissions import policy_registry

from courses.authoring.models import CoursePage, LessonPage, Page
from courses.authoring.rights import collection_of, course_title
from lms.people.api import end_role
from media_pipeline.models import Recording
from tests.factories.authoring import (
    make_admin,
    make_course,
    make_lesson,
    make_locale,
    make_module,
    make_person,
    make_recording,
    make_small_course,
    make_trainer,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses() -> tuple[CoursePage, CoursePage]:
    return make_small_course("Hers"), make_small_course("Another's")


def test_a_trainer_writes_her_course_and_never_publishes(courses: tuple[CoursePage, CoursePage]) -> None:
    user = make_trainer(courses[0]).user
    for page in (courses[0], courses[0].get_children().first(), LessonPage.objects.descendant_of(courses[0]).first()):
        rights = page.permissions_for_user(user)
        assert rights.can_edit()
        assert not rights.can_publish()
        assert not rights.can_unpublish()
        assert not rights.can_lock()
    assert courses[0].permissions_for_user(user).can_add_subpage()


def test_a_programme_admin_publishes_and_locks(courses: tuple[CoursePage, CoursePage]) -> None:
    rights = courses[0].permissions_for_user(make_admin(courses[0]).user)
    assert rights.can_edit()
    assert rights.can_publish()
    assert rights.can_lock()


def test_neither_may_do_anything_elsewhere(courses: tuple[CoursePage, CoursePage]) -> None:
    for person in (make_trainer(courses[0]), make_admin(courses[0])):
        elsewhere = [courses[1], courses[0].get_parent(), Page.get_first_root_node()]
        for page in [*elsewhere, *courses[1].get_descendants()]:
            rights = page.permissions_for_user(person.user)
            assert not (rights.can_edit())
            assert not (rights.can_add_subpage())
            assert not (rights.can_publish())
            assert not (rights.can_lock())


def test_the_end_of_a_role_ends_its_rights(courses: tuple[CoursePage, CoursePage]) -> None:
    person = make_trainer(courses[0])
    end_role(person.role_assignments.get(), by=None, reason="moved")
    fresh = type(person).objects.get(pk=person.pk).user
    assert not courses[0].permissions_for_user(fresh).can_edit()


def test_a_translation_made_later_is_hers_too(courses: tuple[CoursePage, CoursePage]) -> None:
    person = make_trainer(courses[0])
    urdu = translate(courses[0])
    assert urdu.permissions_for_user(person.user).can_edit()


def test_she_begins_a_translation_herself_and_it_is_a_draft_of_hers(
    courses: tuple[CoursePage, CoursePage], client: Client
) -> None:
    translate(courses[0].get_parent().specific)
    person = make_trainer(courses[0])
    client.force_login(person.user)
    form = {"locales": [make_locale("ur").pk], "include_subtree": "on"}
    client.post(f"/cms/translation/submit/page/{courses[0].pk}/", form)
    client.post(f"/cms/translation/submit/page/{courses[1].pk}/", form)
    urdu = CoursePage.objects.get(locale=make_locale("ur"))
    assert (urdu.key, urdu.live) == (courses[0].key, False)
    assert urdu.permissions_for_user(person.user).can_edit()
    assert not urdu.get_descendants().live().exists()
    assert urdu.get_descendants().count() == 3


def test_a_copied_course_is_not_hers(courses: tuple[CoursePage, CoursePage]) -> None:
    person = make_trainer(courses[0])
    copy = courses[0].copy(recursive=True, update_attrs={"slug": "again"})
    assert not copy.permissions_for_user(person.user).can_edit()


def test_files_belong_to_the_courses_collection(courses: tuple[CoursePage, CoursePage]) -> None:
    user = make_trainer(courses[0]).user
    policy = policy_registry.get_by_type(Recording)
    mine, theirs = make_recording(courses[0]), make_recording(courses[1])
    for action in ("change", "choose"):
        assert list(policy.instances_user_has_permission_for(user, action)) == [mine]
    assert list(policy.collections_user_has_permission_for(user, "add")) == [collection_of(courses[0].key)]
    assert theirs.collection == collection_of(courses[1].key) != Collection.get_first_root_node()


def test_the_collection_is_made_once_and_carries_the_courses_title() -> None:
    course = make_course("Data science")
    assert collection_of(course.key).name == "Data science" == course_title(course.key)
    assert collection_of(course.key) == collection_of(course.key)


def test_rights_are_given_once_however_often_the_course_is_saved(courses: tuple[CoursePage, CoursePage]) -> None:
    def counts() -> tuple[int, int]:
        return GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count()

    before = counts()
    courses[0].save_revision().publish()
    assert counts() == before


def test_a_recording_that_a_published_lesson_plays_is_kept() -> None:
    recording = make_recording()
    lesson = make_lesson(make_module(make_course()), recording=recording)
    with pytest.raises(ProtectedError), transaction.atomic():
        recording.delete()
    lesson.unpublish()
    recording.delete()
    lesson.refresh_from_db()
    assert lesson.recording is None


def test_a_draft_whose_recording_is_gone_still_opens(client: Client) -> None:
    recording = make_recording()
    lesson = make_lesson(make_module(make_course()))
    lesson.recording = recording
    lesson.save_revision()
    recording.delete()
    assert lesson.get_latest_revision_as_object().recording is None
    client.force_login(make_person(superuser=True).user)
    assert client.get(f"/cms/pages/{lesson.pk}/edit/").status_code == 200
