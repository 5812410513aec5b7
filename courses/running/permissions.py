"""Who may do what in this room: one function, asked by every action and every screen."""

from collections.abc import Iterable
from uuid import UUID

from courses.running.errors import Refusal
from courses.running.models import ClassSession, Cohort, Enrolment, Programme
from courses.running.womens_batches import looks_into
from lms.people.api import CENTRE_MANAGER, PROGRAMME_ADMIN, TRAINER, Scope, is_superuser, roles_of
from lms.people.models import Centre, Person

# What a trainer may do with the cohorts of her course; a programme admin may do everything in her programme.
TRAINER_VERBS = frozenset({"see", "create_session", "take_roll", "export"})
# What a centre manager may do with all that is held at her centre.
MANAGER_VERBS = frozenset({"see", "create_session", "take_roll", "import_punches"})

VERBS = (
    TRAINER_VERBS
    | MANAGER_VERBS
    | {
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
        "unlock",
    }
)

Thing = Programme | Cohort | ClassSession | Enrolment | Centre


def may(person: Person | None, verb: str, obj: Thing) -> bool:
    """Answer whether ``person`` may do ``verb`` to a programme, cohort, class session or enrolment.

    Verbs: see, change, create_cohort, open, move, enrol, withdraw, extend, freeze, close, create_session, take_roll,
    export, see_names (those on certificates), unlock, import_punches. What is held at a centre without a batch is asked
    about at the centre. In a batch for women nobody may anything who may not look into it (``looks_into``).
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
    if isinstance(obj, Centre):
        return may_at(person, verb, obj)
    cohorts = list(cohorts_of(obj))
    if not cohorts and isinstance(obj, ClassSession) and obj.centre is not None:
        return may_at(person, verb, obj.centre)
    return any(may_in(person, verb, cohort) for cohort in cohorts)


def may_at(person: Person, verb: str, centre: Centre) -> bool:
    """Answer for a centre: its manager, an admin of a programme taught there, a trainer of a course taught there."""
    if verb in MANAGER_VERBS and manages(person, centre):
        return True
    roles = roles_of(person)
    for cohort in centre.cohorts.select_related("programme"):
        if not looks_into(person, cohort):
            continue
        if PROGRAMME_ADMIN in roles.at(Scope("programme", cohort.programme.uuid)):
            return True
        if verb in TRAINER_VERBS and teaches(person, cohort.course_key):
            return True
    return False


def manages(person: Person, centre: Centre | None) -> bool:
    """Answer whether she manages this centre."""
    return centre is not None and CENTRE_MANAGER in roles_of(person).at(Scope("centre", centre.uuid))


def may_in(person: Person, verb: str, cohort: Cohort) -> bool:
    """Answer for one cohort; a programme admin is asked about by programme, for a course may be in several."""
    if not looks_into(person, cohort):
        return False
    roles = roles_of(person)
    if PROGRAMME_ADMIN in roles.at(Scope("programme", cohort.programme.uuid)):
        return True
    if verb in TRAINER_VERBS and teaches(person, cohort.course_key):
        return True
    return verb in MANAGER_VERBS and manages(person, cohort.centre)


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
        return obj.cohorts.select_related("programme", "centre")
    return []


def require(person: Person | None, verb: str, obj: Thing) -> None:
    """Raise ``NotAllowed`` with a sentence when she may not do this; None is the system itself."""
    if person is not None and not may(person, verb, obj):
        raise NotAllowed("Your role does not allow this here. Nothing was changed.")


class NotAllowed(Refusal):
    """The person's role does not allow it."""
