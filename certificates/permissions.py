"""Who may do what with certificates: one function for the whole room."""

from typing import Literal, Protocol
from uuid import UUID

from lms.people.api import Scope, is_superuser, roles_of
from lms.people.models import Person

OFFICER = "certificate_officer"
Verb = Literal["issue", "revoke", "inspect"]
# The role that each verb asks for, in the programme.
RIGHTS: dict[Verb, str] = {"issue": OFFICER, "revoke": OFFICER, "inspect": OFFICER}


class OfProgramme(Protocol):
    """Anything that knows the programme it belongs to; an award keeps the key even when the programme is gone."""

    programme_uuid: UUID


def may(person: Person | None, verb: Verb, obj: OfProgramme | UUID) -> bool:
    """Whether ``person`` may issue, revoke or inspect in a programme; ``obj`` is its key or an award.

    Certificate officers of the programme may, and the site's superusers. Nobody else: a programme admin releases and
    enrols, and whoever does that does not also hand out the papers.
    """
    if person is None:
        return False
    if is_superuser(person):
        return True
    programme = obj if isinstance(obj, UUID) else obj.programme_uuid
    return RIGHTS[verb] in roles_of(person).at(Scope("programme", programme))
