"""The scopes this room knows itself: the site, organisations and their centres."""

from collections.abc import Callable, Iterator
from uuid import UUID

from lms.people.models import Centre, Organisation
from lms.people.scopes import SITE, Scope, register_ancestors, register_scope_type


def register() -> None:
    """Tell the registry of sites, organisations and centres."""
    register_scope_type("site", label="Whole site", title=lambda _: "Whole site", choices=_site)
    register_scope_type("organisation", label="Organisation", title=_organisation, choices=_all(Organisation))
    register_scope_type("centre", label="Centre", title=_centre, choices=_all(Centre))
    register_ancestors("centre", _organisation_of)


def _site() -> list[tuple[UUID, str]]:
    return [(SITE.uuid, "Whole site")]


def _all(model: type[Organisation] | type[Centre]) -> Callable[[], list[tuple[UUID, str]]]:
    return lambda: list(model.objects.order_by("name").values_list("uuid", "name"))


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
