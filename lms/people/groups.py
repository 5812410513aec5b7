"""Managed groups: how Wagtail, which knows only groups, learns of roles."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from lms.people.models import ManagedGroup, Person
from lms.people.roles import persons_with
from lms.people.scopes import Scope

Grant = Callable[[Group, UUID], None]
# Whoever holds a role works in Wagtail.
ADMIN_DOOR = {"content_type__app_label": "wagtailadmin", "codename": "access_admin"}
_rights: dict[tuple[str, str], list[Grant]] = {}


def register_group_rights(role: str, scope_type: str, grant: Grant) -> None:
    """Call ``grant(group, scope uuid)`` whenever a managed group of this role and type is made or rebuilt."""
    _rights.setdefault((role, scope_type), []).append(grant)


def managed_group(role: str, scope: Scope) -> Group:
    """The group that stands for ``role`` at ``scope``, made with its rights when there is none."""
    found = ManagedGroup.objects.filter(role=role, scope_type=scope.type, scope_uuid=scope.uuid).first()
    if found is not None:
        return found.group
    with transaction.atomic():
        group, _ = Group.objects.get_or_create(name=f"hunar {role} {scope.type} {scope.uuid}")
        managed, _ = ManagedGroup.objects.get_or_create(
            role=role, scope_type=scope.type, scope_uuid=scope.uuid, defaults={"group": group}
        )
        refresh(managed)
    return group


def refresh(managed: ManagedGroup) -> None:
    """Give the group its rights again and fill it from the assignments."""
    managed.group.permissions.add(*Permission.objects.filter(**ADMIN_DOOR))
    for grant in _rights.get((managed.role, managed.scope_type), ()):
        grant(managed.group, managed.scope_uuid)
    set_members(managed)


def expected_members(managed: ManagedGroup) -> set[int]:
    """Primary keys of the accounts that belong in the group now."""
    persons = persons_with(managed.role, Scope(managed.scope_type, managed.scope_uuid))
    accounts = get_user_model().objects.filter(hunar_person__in=persons)
    return set(accounts.values_list("pk", flat=True))


def set_members(managed: ManagedGroup) -> None:
    """Make the group's members exactly the expected ones."""
    managed.group.user_set.set(expected_members(managed))


def refill_groups_of(role: str) -> None:
    """Set the members of every managed group of ``role``: an assignment above a scope reaches the groups below."""
    for managed in ManagedGroup.objects.filter(role=role).select_related("group"):
        set_members(managed)


def settle_groups(person: Person | None) -> None:
    """Let roles that began or ran out by their dates act on the groups: asked at every sign-in."""
    if person is None:
        return
    roles = set(person.role_assignments.values_list("role", flat=True))
    for managed in ManagedGroup.objects.filter(role__in=roles).select_related("group"):
        set_members(managed)


def rebuild_groups() -> int:
    """Make rights and members of every managed group again from nothing; return how many there are."""
    count = 0
    with transaction.atomic():
        for managed in ManagedGroup.objects.select_related("group"):
            managed.group.permissions.clear()
            refresh(managed)
            count += 1
    return count
