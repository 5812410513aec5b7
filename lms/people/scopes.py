"""Where a role holds. Rooms above register their own types; this room knows sites, organisations and centres."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True)
class Scope:
    """A thing at which a role may hold: its registered type and its uuid."""

    type: str
    uuid: UUID


SITE = Scope("site", UUID(int=0))
Ancestors = Callable[[UUID], Iterable[Scope]]


@dataclass(frozen=True)
class ScopeType:
    """A registered type: how it is called and how one of it is titled for staff."""

    name: str
    label: "str | Promise"
    title: Callable[[UUID], str]
    choices: "Callable[[], Iterable[tuple[UUID, str]]]"


_types: dict[str, ScopeType] = {}
_ancestors: dict[str, list[Ancestors]] = {}


def register_scope_type(
    type: str,  # noqa: A002
    *,
    label: "str | Promise",
    title: Callable[[UUID], str],
    choices: Callable[[], Iterable[tuple[UUID, str]]] = tuple,
) -> None:
    """Let roles be given at things of this type.

    ``title`` names one for staff, or raises ``LookupError``; ``choices`` lists those that a form may offer.
    """
    _types[type] = ScopeType(type, label, title, choices)


def register_ancestors(type: str, fn: Ancestors) -> None:  # noqa: A002
    """Say which scopes stand directly above one of this type; several rooms may speak for the same type."""
    _ancestors.setdefault(type, []).append(fn)


def scope_type(name: str) -> ScopeType:
    """The registered type; ``LookupError`` with a sentence when no installed room knows it."""
    try:
        return _types[name]
    except KeyError:
        raise LookupError(f"No installed room knows scopes of the type “{name}”.") from None


def scope_types() -> list[ScopeType]:
    """Every registered type."""
    return list(_types.values())


def title_of(scope: Scope) -> str:
    """How staff know a scope, whatever became of it."""
    try:
        kind = scope_type(scope.type)
        return f"{kind.label}: {kind.title(scope.uuid)}" if scope != SITE else str(kind.label)
    except LookupError:
        return f"{scope.type} that is gone"


def with_ancestors(scope: Scope) -> frozenset[Scope]:
    """``scope``, everything above it, and the site."""
    found: set[Scope] = {scope, SITE}
    waiting = [scope]
    while waiting:
        current = waiting.pop()
        for ancestors in _ancestors.get(current.type, ()):
            fresh = [above for above in ancestors(current.uuid) if above not in found]
            found.update(fresh)
            waiting.extend(fresh)
    return frozenset(found)
