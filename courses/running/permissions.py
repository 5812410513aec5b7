"""Who may do what in this room: one function, asked by every action and every screen."""

from collections.abc import Iterable
from uuid import UUID

from courses.running.errors import Refusal
from courses.running.models import ClassSession, Cohort, Enrolment, Programme
from lms.people.api import PROGRAMME_ADMIN, TRAINER, Scope, is_superuser, roles_of
from lms.people.models import Person

# What a trainer may do with the cohorts of her course; a programme admin may do everything in her programme.
TRAINER_VERBS = frozenset({"see", "create_session", "take_roll", "export"})

VERBS = TRAINER_VERBS | {
    "change",
    "create_cohort",
    "open",
    "move",
    "enrol",
    "withdraw",
    "extend",
    "freeze",
    "close",
    "see_names",
}

Thing = Programme | Cohort | ClassSession | Enrolment


def may(person: Person | None, verb: str, obj: Thing) -> bool:
    """Answer whether ``person`` may do ``verb`` to a programme, cohort, class session or enrolment.

    Verbs: see, change, create_cohort, open, move, enrol, withdraw, extend, freeze, close, create_session, take_roll,
    export, see_names (those on certificates).
    A trainee's own pages need no right: they find her enrolment by herself.
    """
    if verb not in VERBS:
        raise ValueError(f"Unknown verb “{verb}”.")
    if person is None:
        return False
    if is_superuser(person):
        return True
    if isinstance(obj, Programme):
        return PROGRAMME_ADMIN in roles_of(person).at(Scope("programme", obj.uuid))
    return any(may_in(person, verb, cohort) for cohort in cohorts_of(obj))


def may_in(person: Person, verb: str, cohort: Cohort) -> bool:
    """Answer for one cohort; a programme admin is asked about by programme, for a course may be in several."""
    roles = roles_of(person)
    if PROGRAMME_ADMIN in roles.at(Scope("programme", cohort.programme.uuid)):
        return True
    return verb in TRAINER_VERBS and teaches(person, cohort.course_key)


def teaches(person: Person, course_key: UUID) -> bool:
    """Answer whether she is a trainer of this course."""
    return TRAINER in roles_of(person).at(Scope("course", course_key))


def cohorts_of(obj: Thing) -> Iterable[Cohort]:
    """Return the cohorts through which a thing is asked about."""
    if isinstance(obj, Cohort):
        return [obj]
    if isinstance(obj, Enrolment):
        return [obj.cohort]
    if isinstance(obj, ClassSession):
        return obj.cohorts.select_related("programme")
    return []


def require(person: Person | None, verb: str, obj: Thing) -> None:
    """Raise ``NotAllowed`` with a sentence when she may not do this; None is the system itself."""
    if person is not None and not may(person, verb, obj):
        raise NotAllowed("Your role does not allow this here. Nothing was changed.")


class NotAllowed(Refusal):
    """The person's role does not allow it."""
