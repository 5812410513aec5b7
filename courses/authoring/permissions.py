"""Who may do what with courses."""

from typing import Any

from lms.people.api import PROGRAMME_ADMIN, TRAINER, Scope, is_superuser, roles_of
from lms.people.models import Person

ROLES = {
    "release": frozenset({PROGRAMME_ADMIN}),
    "new_course": frozenset({PROGRAMME_ADMIN}),
    "see_editions": frozenset({PROGRAMME_ADMIN, TRAINER}),
}


def may(person: Person | None, verb: str, course: Any) -> bool:
    """True when ``person`` may do ``verb`` to ``course`` (anything with its ``key``).

    Releasing is for the programme admins of a programme that offers the course; trainers look at its editions. A
    ``new_course`` has no place yet: any programme's admin may begin one.
    """
    if verb not in ROLES:
        message = f"Unknown verb “{verb}”."
        raise ValueError(message)
    if is_superuser(person):
        return True
    if verb == "new_course":
        return roles_of(person).has(PROGRAMME_ADMIN)
    return bool(ROLES[verb] & roles_of(person).at(course_scope(course.key)))


def course_scope(key: Any) -> Scope:
    """The scope at which roles for a course are given."""
    return Scope("course", key)
