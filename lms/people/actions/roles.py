"""Giving and ending roles."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.people.groups import managed_group, refill_groups_of
from lms.people.models import Person, RoleAssignment
from lms.people.permissions import may, may_give
from lms.people.roles import current
from lms.people.scopes import Scope, scope_type


def assign_role(
    person: Person,
    role: str,
    scope: Scope,
    *,
    by: Person | None,
    reason: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> RoleAssignment:
    """Give ``role`` at ``scope``; the assignment that already holds there is returned unchanged.

    ``by=None`` is the system itself (demo, command line). ``PermissionDenied`` when ``by`` may not give roles there,
    ``LookupError`` when no room knows the scope's type.
    """
    if by is not None and not may_give(by, role, scope):
        raise PermissionDenied
    scope_type(scope.type)
    place = {"role": role, "scope_type": scope.type, "scope_uuid": scope.uuid}
    with transaction.atomic():
        held = person.role_assignments.filter(current(), ends_at__isnull=True, **place).first()
        if held is not None:
            return held
        assignment = RoleAssignment.objects.create(
            person=person, starts_at=starts_at or timezone.now(), ends_at=ends_at, given_by=by, reason=reason, **place
        )
        managed_group(role, scope)
        refill_groups_of(role)
        _forget(person)
        log(assignment, "hunar_people.assign_role", user=by.user if by else None, data={"role": str(assignment.uuid)})
    return assignment


def end_role(assignment: RoleAssignment, *, by: Person | None, reason: str) -> None:
    """End ``assignment`` now. ``PermissionDenied`` as in ``assign_role``; ending twice changes nothing."""
    if by is not None and not may(by, "give_role", Scope(assignment.scope_type, assignment.scope_uuid)):
        raise PermissionDenied
    now = timezone.now()
    with transaction.atomic():
        open_still = RoleAssignment.objects.filter(current(), pk=assignment.pk)
        if not open_still.update(ends_at=now, reason=reason):
            return
        assignment.ends_at, assignment.reason = now, reason
        refill_groups_of(assignment.role)
        _forget(assignment.person)
        log(assignment, "hunar_people.end_role", user=by.user if by else None, data={"role": str(assignment.uuid)})


def _forget(person: Person) -> None:
    """Drop what ``roles_of`` kept on the object."""
    person.__dict__.pop("_hunar_roles", None)
