"""Who may do what with people."""

from typing import Any

from lms.people.models import Person
from lms.people.requests import is_superuser
from lms.people.roles import PROGRAMME_ADMIN, roles_of
from lms.people.scopes import Scope

VERBS = frozenset({"see_people", "change_person", "issue_slip", "give_role"})


def may(person: Person | None, verb: str, obj: Any = None) -> bool:
    """True when ``person`` may do ``verb``: superusers all, programme admins of any programme.

    For ``give_role`` the object is the scope: a programme admin gives roles only at and below what is hers.
    """
    if verb not in VERBS:
        raise ValueError(f"Unknown verb “{verb}”.")
    if is_superuser(person):
        return True
    if verb == "give_role":
        return isinstance(obj, Scope) and PROGRAMME_ADMIN in roles_of(person).at(obj)
    return roles_of(person).has(PROGRAMME_ADMIN)
