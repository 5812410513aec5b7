"""Who may do what with a course's questions and results. Trainees need no right: what is theirs is theirs."""

from uuid import UUID

from courses.authoring.api import courses_and_libraries
from lms.people.api import PROGRAMME_ADMIN, TRAINER, Scope, is_superuser, roles_of
from lms.people.models import Person

VERBS = frozenset({"see_questions", "change_questions", "see_results"})


def may(person: Person | None, verb: str, course_key: UUID) -> bool:
    """True when ``person`` may do ``verb`` in the course: its trainers, its programme admins, superusers."""
    if verb not in VERBS:
        raise ValueError(f"Unknown verb “{verb}”.")
    if is_superuser(person):
        return True
    return bool({TRAINER, PROGRAMME_ADMIN} & roles_of(person).at(Scope("course", course_key)))


def courses_for(person: Person | None, verb: str) -> dict[UUID, str]:
    """Keys and titles of the courses and libraries of modules in which she may do ``verb``, by title."""
    return {key: title for key, title in courses_and_libraries() if may(person, verb, key)}
