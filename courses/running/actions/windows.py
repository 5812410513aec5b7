"""One trainee's window: more days, freeze, close, take back. Each appends to the access ledger."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.running.access.clock import endless
from courses.running.access.facts import AccessFacts
from courses.running.access.ledger import read_facts
from courses.running.access.rule import access, frozen, shut
from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.actions.notices import notify, take_back
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, Enrolment
from courses.running.models.access import REASONS
from courses.running.notices.words import MORE_DAYS
from courses.running.permissions import require
from lms.people.models import Person

MOST_DAYS = 366
Kind = AccessEntry.Kind
# The right that each kind of entry asks for, and taking it back too.
RIGHTS = {
    Kind.EXTEND: "extend",
    Kind.FREEZE: "freeze",
    Kind.RESUME: "freeze",
    Kind.OUTAGE: "freeze",
    Kind.CLOSE: "close",
    Kind.REOPEN: "close",
}
# What keeps an entry from being written, as a sentence; empty when nothing does. Asked once the row is locked.
Check = Callable[[AccessFacts, datetime], str]


def may_freeze(facts: AccessFacts, now: datetime) -> str:
    """Nothing is frozen twice, nor when it is over."""
    if endless(frozen(facts)):
        return "This window is frozen already. Nothing was changed."
    over = access(facts, now).reason == "over"
    return "This window has ended, so there is nothing to freeze. Give more days first." if over else ""


def may_resume(facts: AccessFacts, _now: datetime) -> str:
    """Only what stands still goes on."""
    return "" if endless(frozen(facts)) else "This window is not frozen."


def may_reopen(facts: AccessFacts, _now: datetime) -> str:
    """Only what staff closed is opened again."""
    return "" if endless(shut(facts)) else "Nobody has closed this window."


@transaction.atomic
def extend(enrolment: Enrolment, *, days: int, reason: str, by: Person | None) -> AccessEntry:
    """Give more whole days, with a reason code, and tell her; raise ``Refusal`` when they are not 1 to 366."""
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(f"Give 1 to {MOST_DAYS} days. Nothing was changed.")
    entry = append(enrolment, Kind.EXTEND, reason=reason, by=by, days=days)
    notify([enrolment.person_id], MORE_DAYS, about=str(entry.uuid), days=days)
    return entry


def freeze(enrolment: Enrolment, *, reason: str, by: Person | None) -> AccessEntry:
    """Stop the clock now and shut the door, until ``resume``: no second of the window is used up meanwhile."""
    return append(enrolment, Kind.FREEZE, reason=reason, by=by, check=may_freeze)


def resume(enrolment: Enrolment, *, by: Person | None) -> AccessEntry:
    """Let a frozen window go on from now."""
    return append(enrolment, Kind.RESUME, reason="other", by=by, check=may_resume)


def close(enrolment: Enrolment, *, reason: str, by: Person | None, at: datetime | None = None) -> AccessEntry:
    """Close the window at an instant, now when none is given. More days do not open it again; ``reopen`` does."""
    return append(enrolment, Kind.CLOSE, reason=reason, by=by, at=at or timezone.now())


def reopen(enrolment: Enrolment, *, reason: str, by: Person | None) -> AccessEntry:
    """Open from now what staff closed; the days that went by meanwhile are used up (``undo`` gives them back)."""
    return append(enrolment, Kind.REOPEN, reason=reason, by=by, check=may_reopen)


@transaction.atomic
def undo(entry: AccessEntry, *, by: Person | None) -> AccessEntry:
    """Take back an entry, as if it had not been; raise ``Refusal`` when somebody already has."""
    if entry.kind == Kind.UNDO:
        raise Refusal("What was taken back stays taken back. Enter it again instead.")
    undone = append(
        entry.enrolment, Kind.UNDO, verb=RIGHTS[Kind(entry.kind)], reason="mistake", by=by, supersedes=entry
    )
    take_back(str(entry.uuid))
    return undone


@transaction.atomic
def append(
    enrolment: Enrolment,
    kind: AccessEntry.Kind,
    *,
    reason: str,
    by: Person | None,
    verb: str = "",
    check: Check | None = None,
    **told: Any,
) -> AccessEntry:
    """Write one entry and the projection that follows from it."""
    require(by, verb or RIGHTS[kind], enrolment)
    if reason not in dict(REASONS):
        raise Refusal("Choose a reason. Nothing was changed.")
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort__programme").get(pk=enrolment.pk)
    superseded = told.get("supersedes")
    if superseded is not None and AccessEntry.objects.filter(supersedes=superseded).exists():
        raise Refusal("Somebody has already taken this back. Nothing was changed.")
    now = timezone.now()
    if check is not None and (refused := check(read_facts([locked])[locked.pk], now)):
        raise Refusal(refused)
    entry = AccessEntry.objects.create(
        enrolment=enrolment,
        kind=kind,
        effective_at=now,
        recorded_at=now,
        actor=by.uuid if by else None,
        reason_code=reason,
        **told,
    )
    refresh_projections([enrolment.pk])
    record(enrolment, kind, by, entry=str(entry.uuid))
    return entry
