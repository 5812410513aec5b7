"""Programmes: make, change, and say which courses they offer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.authoring.api import new_course
from courses.authoring.models import CoursePage
from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.models import Enrolment, Programme, ProgrammeCourse
from courses.running.permissions import NotAllowed, require
from courses.running.policy import read_policy
from lms.people.api import PROGRAMME_ADMIN, Scope, is_superuser, managed_group
from lms.people.groups import refill_groups_of
from lms.people.models import Person


@transaction.atomic
def create_programme(
    *,
    name: str,
    by: Person | None,
    name_ur: str = "",
    policy: dict[str, Any] | None = None,
    specimen: bool = False,
    course_keys: Iterable[UUID] = (),
    uuid: UUID | None = None,
) -> Programme:
    """Make a programme that offers these courses; only a superuser founds one, anybody else gets ``Refusal``."""
    if by is not None and not is_superuser(by):
        raise NotAllowed("Only the site's administrator makes programmes. Nothing was changed.")
    programme = Programme(name=name, name_ur=name_ur, specimen=specimen)
    if uuid is not None:
        programme.uuid = uuid
    if policy is not None:
        programme.policy = read_policy(policy).as_json()
    programme.full_clean()
    programme.save()
    record(programme, "create_programme", by, programme=str(programme.uuid))
    offer_courses(programme, course_keys, by=by)
    return programme


@transaction.atomic
def change_programme(programme: Programme, *, by: Person | None) -> Programme:
    """Save a programme's changed names and policy; windows of all its trainees are read anew."""
    require(by, "change", programme)
    programme.full_clean()
    programme.save()
    refresh_projections(Enrolment.objects.filter(cohort__programme=programme).values_list("pk", flat=True))
    record(programme, "change_programme", by, programme=str(programme.uuid))
    return programme


@transaction.atomic
def offer_courses(programme: Programme, course_keys: Iterable[UUID], *, by: Person | None) -> None:
    """Make these, and no others, the courses that the programme offers."""
    require(by, "change", programme)
    keys = set(course_keys)
    ProgrammeCourse.objects.filter(programme=programme).exclude(course_key__in=keys).delete()
    for key in sorted(keys):
        _offer, fresh = ProgrammeCourse.objects.get_or_create(programme=programme, course_key=key)
        if fresh:
            managed_group(PROGRAMME_ADMIN, Scope("course", key))
    # Wagtail knows only groups: whoever runs this programme now stands above these courses and no others.
    refill_groups_of(PROGRAMME_ADMIN)
    record(programme, "offer_courses", by, programme=str(programme.uuid))


@transaction.atomic
def begin_course(programme: Programme, *, title: str, language: str, by: Person | None) -> CoursePage:
    """Begin a course and offer it in this programme; ``courses.authoring.api.NoCatalogue`` when it has no place yet."""
    require(by, "change", programme)
    course = new_course(title, language=language, by=by)
    offered = programme.courses.values_list("course_key", flat=True)
    offer_courses(programme, {*offered, course.key}, by=by)
    return course
