"""Beginning a course: a draft with a module, for whoever administers a programme."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import PageLogEntry

from courses.authoring.api import NoCatalogue, new_course
from courses.authoring.models import CoursePage, ModulePage
from courses.authoring.models.collection import CourseCollection
from tests.factories.authoring import make_admin, make_catalogue, make_course, make_person, make_trainer

pytestmark = pytest.mark.django_db


def test_a_new_course_is_a_draft_with_one_empty_module_and_a_place_for_its_files() -> None:
    by = make_admin(make_course())
    course = new_course("Embroidery", by=by)
    module = ModulePage.objects.child_of(course).get()
    assert (course.live, module.live, module.title, course.source_language) == (False, True, "Module 1", "en")
    assert course.get_parent().specific == make_catalogue()
    assert CourseCollection.objects.get(course_key=course.key).collection.name == "Embroidery"
    assert CoursePage.objects.get(pk=course.pk).get_latest_revision_as_object().title == "Embroidery"
    assert PageLogEntry.objects.get(page=course.pk, action="wagtail.create").user == by.user


def test_two_courses_may_have_one_title() -> None:
    make_catalogue()
    one, two = new_course("Embroidery", by=None), new_course("Embroidery", by=None)
    assert one.key != two.key
    assert one.slug != two.slug


def test_others_begin_none() -> None:
    for person in (make_person(), make_trainer(make_course())):
        with pytest.raises(PermissionDenied):
            new_course("Embroidery", by=person)
    assert new_course("Embroidery", by=make_person(superuser=True)).title == "Embroidery"


def test_without_a_catalogue_in_the_language_it_says_what_to_do() -> None:
    make_catalogue()
    with pytest.raises(NoCatalogue, match="no catalogue page in this language"):
        new_course("کڑھائی", language="ur", by=None)
