"""Who may do what with courses."""

from typing import Any

from lms.people.api import (
    PROGRAMME_ADMIN,
    RELEASING_TRAINER,
    REVIEWER,
    TRAINER,
    Scope,
    is_superuser,
    persons_with,
    roles_of,
)
from lms.people.models import Person

ROLES = {
    "release": frozenset({PROGRAMME_ADMIN, RELEASING_TRAINER}),
    "review": frozenset({PROGRAMME_ADMIN, REVIEWER}),
    "new_course": frozenset({PROGRAMME_ADMIN}),
    "change_tracks": frozenset({PROGRAMME_ADMIN}),
    "export": frozenset({PROGRAMME_ADMIN}),
    "see_editions": frozenset({PROGRAMME_ADMIN, REVIEWER, RELEASING_TRAINER, TRAINER}),
}
# What belongs to no course: any programme's admin may do it.
NOWHERE = frozenset({"new_course", "change_tracks"})


def may(person: Person | None, verb: str, course: Any) -> bool:
    """True when ``person`` may do ``verb`` to ``course`` (anything with its ``key``).

    Releasing is for the programme admins of a programme that offers the course, and for trainers who were made
    releasing trainers of it; nobody releases words of her own that nobody else approved (``four_eyes``). Reviewing is
    for reviewers and programme admins. A ``new_course`` and tracks stand at no course: any programme's admin may.
    """
    if verb not in ROLES:
        message = f"Unknown verb “{verb}”."
        raise ValueError(message)
    if is_superuser(person):
        return True
    if verb in NOWHERE:
        return roles_of(person).has(PROGRAMME_ADMIN)
    return bool(ROLES[verb] & roles_of(person).at(course_scope(course.key)))


def course_scope(key: Any) -> Scope:
    """The scope at which roles for a course are given."""
    return Scope("course", key)


def who_may(verb: str, course: Any) -> list[Person]:
    """Everybody whose role lets her do ``verb`` to ``course``, by display name; superusers are not listed."""
    found: set[int] = set()
    for role in ROLES[verb]:
        found |= persons_with(role, course_scope(course.key))
    return list(Person.objects.filter(pk__in=found).order_by("display_name", "pk"))
