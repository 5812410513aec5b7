"""The scopes this room knows itself: the site, organisations and their centres."""

from collections.abc import Iterator
from uuid import UUID

from lms.people.models import Centre, Organisation
from lms.people.scopes import Scope, register_ancestors, register_scope_type


def register() -> None:
    """Tell the registry of sites, organisations and centres."""
    register_scope_type("site", label="Whole site", title=lambda _: "Whole site")
    register_scope_type("organisation", label="Organisation", title=_organisation)
    register_scope_type("centre", label="Centre", title=_centre)
    register_ancestors("centre", _organisation_of)


def _organisation(uuid: UUID) -> str:
    return _found(Organisation.objects.filter(uuid=uuid).values_list("name", flat=True).first())


def _centre(uuid: UUID) -> str:
    return _found(Centre.objects.filter(uuid=uuid).values_list("name", flat=True).first())


def _found(title: str | None) -> str:
    if title is None:
        raise LookupError("There is no such place.")
    return title


def _organisation_of(uuid: UUID) -> Iterator[Scope]:
    for organisation in Organisation.objects.filter(centres__uuid=uuid).values_list("uuid", flat=True):
        yield Scope("organisation", organisation)
