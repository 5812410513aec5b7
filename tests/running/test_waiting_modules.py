"""A module may wait for others: its door says which, and opens with the last required activity of them."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.authoring.api import NotReleasable, compile_course, load_manifest, make_edition
from courses.authoring.models import CoursePage, ModulePage
from courses.authoring.prerequisites import in_a_circle, kept_requirements
from courses.running.access.door import door
from courses.running.actions.progress import record_activity
from courses.running.models import Enrolment
from courses.running.standing import next_activity, standing
from tests.factories.authoring import make_course, make_lesson, make_module
from tests.factories.running import make_cohort_on, make_enrolment
from tests.running.conftest import Signed


def course_that_waits() -> tuple[CoursePage, Any, Any]:
    """A course whose second module waits for its first; the keys of a lesson in each."""
    course = make_course()
    first = make_module(course, "Basics")
    one = make_lesson(first, "One")
    make_lesson(first, "Extra", required=False)
    second = make_module(course, "Beyond", requires=[str(first.key)])
    return course, one.key, make_lesson(second, "Two").key


def enrolled(course: CoursePage) -> Enrolment:
    return make_enrolment(cohort=make_cohort_on(make_edition(course, by=None)))


@pytest.mark.django_db
def test_the_door_opens_with_the_last_required_activity() -> None:
    course, one, two = course_that_waits()
    enrolment = enrolled(course)
    assert door(enrolment, one).open
    shut = door(enrolment, two)
    assert (shut.open, shut.reason, shut.missing[0].need) == (False, "module_waits", 1)
    assert next_activity(standing(enrolment)).key == one
    record_activity(enrolment.person, one, enrolment.cohort.edition, done=True, at=timezone.now())
    assert door(enrolment, two).open


@pytest.mark.django_db
def test_she_reads_which_module_comes_first(signed: Signed) -> None:
    course, one, two = course_that_waits()
    enrolment = enrolled(course)
    client = signed(enrolment.person)
    outline = client.get(f"/learn/{enrolment.uuid}/").content.decode()
    assert "Opens after Basics." in outline
    closed = client.get(f"/learn/{enrolment.uuid}/{two}/")
    assert closed.status_code == 403
    assert "This opens after “Basics”." in closed.content.decode()
    record_activity(enrolment.person, one, enrolment.cohort.edition, done=True, at=timezone.now())
    assert client.get(f"/learn/{enrolment.uuid}/{two}/").status_code == 200
    assert "Opens after" not in client.get(f"/learn/{enrolment.uuid}/").content.decode()


@pytest.mark.django_db
def test_a_door_that_waits_for_nothing_costs_no_more(django_assert_num_queries: Any) -> None:
    course, one, two = course_that_waits()
    enrolment = Enrolment.objects.select_related("cohort__programme", "cohort__edition__manifest").get(
        pk=enrolled(course).pk
    )
    load_manifest(enrolment.cohort.edition)
    with django_assert_num_queries(1):
        door(enrolment, one)
    with django_assert_num_queries(2):
        door(enrolment, two)


@pytest.mark.django_db
def test_modules_that_wait_for_each_other_keep_the_course_back() -> None:
    course, _one, _two = course_that_waits()
    first, second = ModulePage.objects.child_of(course).order_by("path")
    first.requires = [str(second.key)]
    first.save_revision().publish()
    with pytest.raises(NotReleasable, match="Basics: It waits for a module that waits for it"):
        compile_course(CoursePage.objects.get(pk=course.pk))


@pytest.mark.django_db
def test_a_module_that_is_gone_is_waited_for_no_longer() -> None:
    course, _one, two = course_that_waits()
    ModulePage.objects.child_of(course).order_by("path").first().unpublish()
    manifest = load_manifest(make_edition(CoursePage.objects.get(pk=course.pk), by=None))
    assert manifest.module_of(two).requires == ()


KEYS = [UUID(int=number) for number in range(1, 7)]


@given(st.dictionaries(st.sampled_from(KEYS), st.lists(st.sampled_from(KEYS), unique=True).map(tuple)))
def test_a_module_can_open_exactly_when_no_circle_lies_before_it(requires: dict[UUID, tuple[UUID, ...]]) -> None:
    known = {key: tuple(each for each in needed if each in requires) for key, needed in requires.items()}

    def reaches(key: UUID, seen: frozenset[UUID]) -> bool:
        return any(each in seen or reaches(each, seen | {each}) for each in known[key])

    assert in_a_circle(known) == [key for key in known if reaches(key, frozenset({key}))]


def test_only_other_modules_of_the_course_are_kept_in_its_order() -> None:
    one, two, three = KEYS[:3]
    asked = [str(three), str(one), str(uuid4()), str(two)]
    assert kept_requirements(asked, two, [one, two, three]) == (one, three)
