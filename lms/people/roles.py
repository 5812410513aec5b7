"""The roles a person holds now."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lms.people.models import Person, RoleAssignment
from lms.people.scopes import Scope, with_ancestors

TRAINER = "trainer"
RELEASING_TRAINER = "releasing_trainer"
REVIEWER = "reviewer"
PROGRAMME_ADMIN = "programme_admin"
CERTIFICATE_OFFICER = "certificate_officer"
CENTRE_MANAGER = "centre_manager"
# Opens nothing by itself: what another role lets its holder do, it lets him do in batches for women too.
WOMENS_BATCHES = "womens_batches"
ROLE_LABELS = {
    TRAINER: "Trainer",
    RELEASING_TRAINER: "Releasing trainer",
    REVIEWER: "Reviewer",
    PROGRAMME_ADMIN: "Programme admin",
    CERTIFICATE_OFFICER: "Certificate officer",
    CENTRE_MANAGER: "Centre manager",
    WOMENS_BATCHES: "Women's batches",
}


@dataclass(frozen=True)
class Roles:
    """What a person may act as, and where."""

    held: frozenset[tuple[str, Scope]]

    def at(self, scope: Scope) -> frozenset[str]:
        """The roles she has at ``scope``: given there, above it, or at the whole site."""
        around = with_ancestors(scope)
        return frozenset(role for role, where in self.held if where in around)

    def scopes(self, role: str, type: str) -> set[UUID]:  # noqa: A002
        """Where she was given ``role`` directly, among scopes of ``type``."""
        return {where.uuid for held, where in self.held if held == role and where.type == type}

    def has(self, *roles: str) -> bool:
        """True when she has any of ``roles`` anywhere."""
        return any(held in roles for held, _ in self.held)


def current() -> Q:
    """Assignments that hold now."""
    now = timezone.now()
    return Q(starts_at__lte=now) & (Q(ends_at__isnull=True) | Q(ends_at__gt=now))


def roles_of(person: Person | None) -> Roles:
    """The roles of ``person`` now; one query, kept on the object for as long as it lives. ``None`` holds none."""
    if person is None:
        return Roles(frozenset())
    known = getattr(person, "_hunar_roles", None)
    if known is None:
        rows = person.role_assignments.filter(current()).values_list("role", "scope_type", "scope_uuid")
        known = Roles(frozenset((role, Scope(kind, uuid)) for role, kind, uuid in rows))
        person._hunar_roles = known  # type: ignore[attr-defined]  # noqa: SLF001
    return known


def holders(role: str, scopes: Iterable[Scope]) -> "Q":
    """Assignments that give ``role`` now at any of ``scopes``."""
    places = Q(pk__in=[])
    for scope in scopes:
        places |= Q(scope_type=scope.type, scope_uuid=scope.uuid)
    return Q(role=role) & places & current()


def persons_with(role: str, scope: Scope) -> "set[int]":
    """Primary keys of the persons who have ``role`` at ``scope`` now, there or from above."""
    found = RoleAssignment.objects.filter(holders(role, with_ancestors(scope)))
    return set(found.values_list("person_id", flat=True))
