"""Who may do what with people."""

from typing import Any

from lms.people.models import Person
from lms.people.requests import is_superuser, person_of_user
from lms.people.roles import PROGRAMME_ADMIN, WOMENS_BATCHES, roles_of
from lms.people.scopes import Scope

VERBS = frozenset({"see_people", "see_jobs", "change_person", "issue_slip", "give_role"})


def may(person: Person | None, verb: str, obj: Any = None) -> bool:
    """True when ``person`` may do ``verb``: superusers all, programme admins of any programme.

    For ``give_role`` the object is the scope: a programme admin gives roles only at and below what is hers.
    For ``issue_slip`` it is the person: whoever holds a role herself gets a slip from a superuser alone, or a slip
    would be a way into the account of somebody with more rights.
    """
    if verb not in VERBS:
        raise ValueError(f"Unknown verb “{verb}”.")
    if is_superuser(person):
        return True
    if verb == "give_role":
        return isinstance(obj, Scope) and PROGRAMME_ADMIN in roles_of(person).at(obj)
    if verb == "issue_slip" and isinstance(obj, Person) and (roles_of(obj).held or is_superuser(obj)):
        return False
    return roles_of(person).has(PROGRAMME_ADMIN)


def may_give(person: Person, role: str, scope: Scope) -> bool:
    """Whether ``person`` may give ``role`` at ``scope``: what opens batches for women, only who sees into them."""
    if role == WOMENS_BATCHES and person.gender != Person.Gender.FEMALE and not is_superuser(person):
        return may(person, "give_role", scope) and WOMENS_BATCHES in roles_of(person).at(scope)
    return may(person, "give_role", scope)


def sees_jobs(account: Any) -> bool:
    """Whether the person of an account may look at the job list."""
    return may(person_of_user(account), "see_jobs")
