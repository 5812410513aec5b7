"""Wherever an author looks at a course in Wagtail, it says which edition trainees read."""

import pytest
from django.test import Client
from django.utils.html import escape

from courses.authoring.actions.release import make_edition
from courses.authoring.models import CataloguePage, LessonPage
from tests.factories.authoring import make_admin, make_small_course
from tests.factories.running import make_cohort_on

pytestmark = pytest.mark.django_db


def test_the_page_list_of_a_course_and_of_its_modules_says_who_reads_what(client: Client) -> None:
    course = make_small_course()
    client.force_login(make_admin(course).user)
    module = course.get_children().get()
    lists = [f"/cms/pages/{course.pk}/", f"/cms/pages/{module.pk}/"]
    for page in lists:
        assert "Nothing is released yet" in client.get(page).content.decode()
    batch = make_cohort_on(make_edition(course, by=None))
    for page in lists:
        assert escape(f"{batch.name} reads edition 1 of") in client.get(page).content.decode()


def test_a_page_list_shows_that_a_change_is_not_out(client: Client) -> None:
    course = make_small_course()
    client.force_login(make_admin(course).user)
    module = course.get_children().get().specific
    for lesson in LessonPage.objects.all():
        lesson.save_revision().publish()
    module.save_revision().publish()
    make_edition(course, by=None)
    page = f"/cms/pages/{module.pk}/"
    assert "Your change is not out yet." not in client.get(page).content.decode()
    module.title = "See like a painter"
    module.save_revision()
    assert "Your change is not out yet." in client.get(page).content.decode()


def test_outside_courses_there_is_nothing_to_say(client: Client) -> None:
    course = make_small_course()
    client.force_login(make_admin(course).user)
    listed = client.get(f"/cms/pages/{CataloguePage.objects.get().pk}/").content.decode()
    assert "released" not in listed
