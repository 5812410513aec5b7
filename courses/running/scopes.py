"""Programmes and cohorts as scopes of roles."""

from collections.abc import Iterator
from uuid import UUID

from courses.running.models import Cohort, Programme, ProgrammeCourse
from lms.people.api import Scope, register_ancestors, register_scope_type


def register() -> None:
    """Tell the registry of programmes and cohorts, and that a programme stands above the courses it offers.

    A course does not stand above a cohort: then the admin of every programme that offers the course would reach the
    cohorts of all the others. Trainers are asked about at the course itself.
    """
    register_scope_type("programme", label="Programme", title=programme_title, choices=programme_choices)
    register_scope_type("cohort", label="Batch", title=cohort_title)
    register_ancestors("course", programmes_of_course)
    register_ancestors("cohort", above_cohort)


def programme_title(uuid: UUID) -> str:
    """Return a programme's name; ``LookupError`` when there is none."""
    return found(Programme.objects.filter(uuid=uuid).values_list("name", flat=True).first())


def programme_choices() -> list[tuple[UUID, str]]:
    """Return every programme, for the form that gives a role."""
    return list(Programme.objects.values_list("uuid", "name"))


def cohort_title(uuid: UUID) -> str:
    """Return a cohort's name; ``LookupError`` when there is none."""
    return found(Cohort.objects.filter(uuid=uuid).values_list("name", flat=True).first())


def found(title: str | None) -> str:
    """Return the title, or raise ``LookupError``."""
    if title is None:
        raise LookupError("There is no such programme or batch.")
    return title


def programmes_of_course(course_key: UUID) -> Iterator[Scope]:
    """Yield the programmes that offer a course."""
    for uuid in ProgrammeCourse.objects.filter(course_key=course_key).values_list("programme__uuid", flat=True):
        yield Scope("programme", uuid)


def above_cohort(uuid: UUID) -> Iterator[Scope]:
    """Yield the programme and the centre of a cohort."""
    for programme, centre in Cohort.objects.filter(uuid=uuid).values_list("programme__uuid", "centre__uuid"):
        yield Scope("programme", programme)
        if centre is not None:
            yield Scope("centre", centre)
