"""Finding many persons at once by what a list says of them."""

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from lms.foundation.api import keyed_hashes
from lms.people.identifiers import PURPOSE
from lms.people.models import Identifier, Person


def persons_by_username(usernames: Collection[str]) -> dict[str, Person | None]:
    """Return who has each of these usernames; None for an account without a person. One query."""
    model = get_user_model()
    field = model.USERNAME_FIELD
    rows = model.objects.filter(**{f"{field}__in": list(usernames)}).select_related("hunar_person")
    return {account.get_username(): getattr(account, "hunar_person", None) for account in rows}


def persons_by_numbers(kind: str, numbers: Collection[str]) -> dict[str, list[Person]]:
    """Return who has each of these numbers, given in their one spelling: one for a CNIC, a family for a phone."""
    meant = {hashed: number for number in numbers for hashed in keyed_hashes(PURPOSE, f"{kind}:{number}")}
    rows: QuerySet[Identifier] = Identifier.objects.filter(kind=kind, lookup__in=list(meant)).order_by("person")
    found: dict[str, list[Person]] = {}
    for row in rows.select_related("person"):
        found.setdefault(meant[row.lookup], []).append(row.person)
    return found
