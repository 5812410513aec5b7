"""One module in two courses: written once, finished once, and reaching each course at that course's next release."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.authoring.actions.release import make_edition
from courses.authoring.api import fragment, load_manifest
from courses.authoring.four_eyes import OwnWords
from courses.authoring.models import CoursePage, LessonPage, ModuleLibraryPage, ModulePage, SharedModulePage
from courses.running.actions.progress import record_activity
from courses.running.standing import standing
from lms.people.api import REVIEWER
from tests.factories.authoring import (
    make_admin,
    make_catalogue,
    make_lesson,
    make_library,
    make_person,
    make_shared,
    make_small_course,
    make_trainer,
    paragraph,
    share,
    translate,
    with_role,
)
from tests.factories.running import make_cohort_on, make_enrolment

pytestmark = pytest.mark.django_db


def test_a_programme_admin_begins_the_library_and_another_finds_it(client: Client) -> None:
    make_catalogue()
    admins = [make_admin(make_small_course()) for _number in range(2)]
    for person in admins:
        client.force_login(person.user)
        assert "/cms/courses/library/" in client.get("/cms/courses/").content.decode()
        assert "Open the library" in client.get("/cms/courses/library/").content.decode()
        answer = client.post("/cms/courses/library/")
        library = ModuleLibraryPage.objects.get()
        assert answer["Location"] == f"/cms/pages/{library.pk}/"
        assert library.live
        assert client.get(f"/cms/pages/add/hunar_courses/modulepage/{library.pk}/").status_code == 200
    client.force_login(make_trainer(make_small_course()).user)
    assert client.post("/cms/courses/library/").status_code in (302, 403)
    assert ModuleLibraryPage.objects.count() == 1


def enrolled(course: CoursePage, person: Any = None) -> Any:
    return make_enrolment(person, make_cohort_on(make_edition(course, by=None)))


def test_two_courses_hold_the_same_keys_and_fragments() -> None:
    module = make_shared()
    lesson = LessonPage.objects.get(title="Invoices")
    one, two = make_small_course(), make_small_course()
    for course in (one, two):
        share(module, course)
    first, second = (make_edition(course, by=None) for course in (one, two))
    assert load_manifest(first).activity(lesson.key).fragments == load_manifest(second).activity(lesson.key).fragments
    assert [each.title("en") for each in load_manifest(first).modules][-1] == "Getting paid"
    assert fragment(first, lesson.key, "en") == fragment(second, lesson.key, "en")


def test_what_is_finished_in_one_course_counts_in_the_other() -> None:
    module = make_shared()
    lesson = LessonPage.objects.get(title="Invoices")
    one, two = make_small_course(), make_small_course()
    for course in (one, two):
        share(module, course)
    first = enrolled(one)
    second = enrolled(two, first.person)
    record_activity(first.person, lesson.key, first.cohort.edition, done=True, at=timezone.now())
    assert standing(second).is_done(lesson.key)


def test_editing_it_reaches_each_course_at_its_next_release() -> None:
    module = make_shared()
    one, two = make_small_course(), make_small_course()
    for course in (one, two):
        share(module, course)
    before = [make_edition(course, by=None) for course in (one, two)]
    lesson = LessonPage.objects.get(title="Invoices")
    lesson.body = [paragraph("Other words")]
    lesson.save_revision().publish()
    make_lesson(module, "Added later")
    after = make_edition(one, by=None)
    assert [each.title("en") for each in load_manifest(after).activities][-1] == "Added later"
    assert "Other words" in fragment(after, lesson.key, "en")
    assert "Other words" not in fragment(before[1], lesson.key, "en")
    assert make_edition(two, by=None).number == 2


def test_its_translation_comes_along_even_where_the_course_points_at_it_in_one_language() -> None:
    module = make_shared()
    lesson = LessonPage.objects.get(title="Invoices")
    course = make_small_course()
    share(module, course)
    translate(course, title="کورس")
    translate(lesson, title="بل", body=[paragraph("اردو")])
    activity = load_manifest(make_edition(course, by=None)).activity(lesson.key)
    assert (activity.title("ur"), set(activity.fragments)) == ("بل", {"en", "ur"})


def test_a_library_has_its_own_authors_and_reviewers() -> None:
    module = make_shared()
    library = make_library()
    lesson = LessonPage.objects.get(title="Invoices")
    writer, reviewer, stranger = make_trainer(library), with_role(REVIEWER, library), make_trainer(make_small_course())
    assert module.permissions_for_user(writer.user).can_edit()
    assert not module.permissions_for_user(writer.user).can_publish()
    assert not module.permissions_for_user(stranger.user).can_edit()
    lesson.body = [paragraph("Reviewed words")]
    lesson.save_revision(user=writer.user)
    lesson.get_workflow().start(lesson, writer.user)
    lesson = LessonPage.objects.get(pk=lesson.pk)
    lesson.current_workflow_task.specific.on_action(lesson.current_workflow_task_state, reviewer.user, "approve")
    assert "Reviewed words" in LessonPage.objects.get(pk=lesson.pk).body[0].value.source


def test_four_eyes_look_into_the_library_too() -> None:
    module = make_shared()
    course = make_small_course()
    share(module, course)
    admin = make_admin(course)
    lesson = LessonPage.objects.get(title="Invoices")
    lesson.save_revision(user=admin.user).publish()
    with pytest.raises(OwnWords, match="Invoices"):
        make_edition(course, by=admin)


def test_nobody_is_served_a_library(client: Client) -> None:
    make_shared()
    library = make_library()
    for page in (library, ModulePage.objects.get(title="Getting paid"), LessonPage.objects.get(title="Invoices")):
        assert page.get_url() is None
    assert client.get("/library/").status_code == 404
    assert client.get("/library/getting-paid/").status_code == 404


def test_the_outline_shows_it_and_a_new_one_is_chosen_by_title(client: Client) -> None:
    module = make_shared()
    course = make_small_course()
    admin = make_person(superuser=True)
    client.force_login(admin.user)
    address = reverse("wagtailadmin_pages:add", args=["hunar_courses", "sharedmodulepage", course.pk])
    outline = reverse("hunar_courses_staff:lessons", args=[course.key])
    assert address in client.get(outline).content.decode()
    assert "Getting paid" in client.get(address).content.decode()
    made = client.post(
        address,
        {
            "module": module.pk,
            "slug": "",
            "action-publish": "yes",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "comments-MIN_NUM_FORMS": 0,
            "comments-MAX_NUM_FORMS": "",
        },
    )
    assert made.status_code == 302, made.content.decode()[:3000]
    shared = SharedModulePage.objects.get()
    assert (shared.title, shared.module, shared.live) == ("Getting paid", module, True)
    said = client.get(outline).content.decode()
    assert "Invoices" in said
    assert "from the library" in said
