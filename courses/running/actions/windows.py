"""One trainee's window: more days, close, take back. Each appends to the access ledger."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, Enrolment
from courses.running.models.access import REASONS
from courses.running.permissions import require
from lms.people.models import Person

MOST_DAYS = 366


def extend(enrolment: Enrolment, *, days: int, reason: str, by: Person | None) -> AccessEntry:
    """Give more whole days, with a reason code; raise ``Refusal`` when they are not 1 to 366."""
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(f"Give 1 to {MOST_DAYS} days. Nothing was changed.")
    return append(enrolment, "extend", reason=reason, by=by, days=days)


def close(enrolment: Enrolment, *, reason: str, by: Person | None, at: datetime | None = None) -> AccessEntry:
    """Close the window at an instant, now when none is given. More days do not open it again; ``undo`` does."""
    return append(enrolment, "close", reason=reason, by=by, at=at or timezone.now())


def undo(entry: AccessEntry, *, by: Person | None) -> AccessEntry:
    """Take back an extension or a close, as if it had not been; raise ``Refusal`` when somebody already has."""
    if entry.kind == AccessEntry.Kind.UNDO:
        raise Refusal("What was taken back stays taken back. Enter it again instead.")
    verb = "extend" if entry.kind == AccessEntry.Kind.EXTEND else "close"
    return append(entry.enrolment, "undo", verb=verb, reason="mistake", by=by, supersedes=entry)


@transaction.atomic
def append(
    enrolment: Enrolment, kind: str, *, reason: str, by: Person | None, verb: str = "", **facts: Any
) -> AccessEntry:
    """Write one entry and the projection that follows from it."""
    require(by, verb or kind, enrolment)
    if reason not in dict(REASONS):
        raise Refusal("Choose a reason. Nothing was changed.")
    Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    superseded = facts.get("supersedes")
    if superseded is not None and AccessEntry.objects.filter(supersedes=superseded).exists():
        raise Refusal("Somebody has already taken this back. Nothing was changed.")
    now = timezone.now()
    entry = AccessEntry.objects.create(
        enrolment=enrolment,
        kind=kind,
        effective_at=now,
        recorded_at=now,
        actor=by.uuid if by else None,
        reason_code=reason,
        **facts,
    )
    refresh_projections([enrolment.pk])
    record(enrolment, kind, by, entry=str(entry.uuid))
    return entry
