"""Everybody's window in a batch at once: one entry each, skipped where the rule refuses, taken back together."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.running.access.facts import AccessFacts, Entry
from courses.running.access.ledger import read_facts
from courses.running.access.project import Projection, project
from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.actions.notices import Told, notify_each, take_back
from courses.running.actions.windows import MOST_DAYS, RIGHTS, Check, may_freeze, may_reopen, may_resume
from courses.running.chunks import chunks
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, Cohort, Enrolment
from courses.running.models.access import REASONS
from courses.running.notices.words import MORE_DAYS
from courses.running.permissions import require
from lms.people.models import Person

Kind = AccessEntry.Kind
CHECKS: dict[Kind, Check] = {Kind.FREEZE: may_freeze, Kind.RESUME: may_resume, Kind.REOPEN: may_reopen}
BULK_KINDS = (Kind.EXTEND, Kind.FREEZE, Kind.RESUME, Kind.CLOSE, Kind.REOPEN)


@dataclass(frozen=True)
class Change:
    """What is done to each window; ``days`` of an extension alone."""

    kind: AccessEntry.Kind
    reason: str
    days: int | None = None

    def at(self, now: datetime) -> datetime | None:
        """Return when a close shuts the door; the other kinds name no instant."""
        return now if self.kind == Kind.CLOSE else None


@dataclass(frozen=True)
class Changed:
    """One window before and after; ``refused`` says why nothing happens to it, empty when something does."""

    enrolment: Enrolment
    before: Projection
    after: Projection
    refused: str


def preview(cohort: Cohort, change: Change, *, by: Person | None) -> list[Changed]:
    """Return what the change would do to each active enrolment, by display name; nothing is written."""
    check(cohort, change, by=by)
    rows = list(active(cohort).order_by("person__display_name", "pk"))
    facts, now = read_facts(rows), timezone.now()
    return [changed(row, facts[row.pk], change, now) for row in rows]


def changed(row: Enrolment, facts: AccessFacts, change: Change, now: datetime) -> Changed:
    """Return one window with the change and without it. Pure but for the row it carries."""
    refused = refusal(facts, change, now)
    entry = Entry("preview", change.kind.value, now, change.days, change.at(now))  # type: ignore[arg-type]
    after = facts if refused else replace(facts, entries=(*facts.entries, entry))
    return Changed(row, project(facts), project(after), refused)


@transaction.atomic
def change_windows(cohort: Cohort, change: Change, *, by: Person | None) -> int:
    """Append one entry to each active enrolment that the rule does not refuse; return how many.

    Raise ``Refusal`` for a missing reason or days, or when it would change nobody's window.
    """
    check(cohort, change, by=by)
    keys = list(active(cohort).order_by("pk").values_list("pk", flat=True))
    bulk, written = uuid4(), 0
    for chunk in chunks(keys):
        written += append_to(chunk, change, bulk, by=by)
    if not written:
        raise Refusal("This changes nobody's window. Nothing was written.")
    record(cohort, "change_windows", by, bulk=str(bulk), kind=change.kind.value, enrolments=written)
    return written


def append_to(keys: list[int], change: Change, bulk: UUID, *, by: Person | None) -> int:
    """Lock, check and write some of them."""
    rows = list(
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("cohort__programme")
        .filter(pk__in=keys)
        .order_by("pk")
    )
    facts, now = read_facts(rows), timezone.now()
    said = {"effective_at": now, "recorded_at": now, "actor": by.uuid if by else None, "reason_code": change.reason}
    entries = [
        AccessEntry(enrolment=row, kind=change.kind, days=change.days, at=change.at(now), bulk=bulk, **said)
        for row in rows
        if not refusal(facts[row.pk], change, now)
    ]
    AccessEntry.objects.bulk_create(entries)
    refresh_projections([entry.enrolment_id for entry in entries])
    if change.days:
        told = {"days": change.days}
        notify_each(MORE_DAYS, (Told(entry.enrolment.person_id, str(entry.uuid), told) for entry in entries))
    return len(entries)


@transaction.atomic
def take_back_bulk(cohort: Cohort, bulk: UUID, *, by: Person | None) -> int:
    """Undo what still stands of a bulk change; return how many. Raise ``Refusal`` when nothing does."""
    entries = AccessEntry.objects.filter(enrolment__cohort=cohort, bulk=bulk).exclude(kind=Kind.UNDO)
    first = entries.first()
    if first is None:
        raise Refusal("There is no such change in this batch. Nothing was changed.")
    require(by, RIGHTS[Kind(first.kind)], cohort)
    keys = list(entries.order_by("enrolment").values_list("enrolment", flat=True))
    list(Enrolment.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    undone = AccessEntry.objects.filter(supersedes__bulk=bulk).values("supersedes")
    now = timezone.now()
    told = {"effective_at": now, "recorded_at": now, "actor": by.uuid if by else None, "reason_code": "mistake"}
    written = AccessEntry.objects.bulk_create(
        AccessEntry(enrolment_id=entry.enrolment_id, kind=Kind.UNDO, supersedes=entry, bulk=bulk, **told)
        for entry in entries.exclude(pk__in=undone)
    )
    if not written:
        raise Refusal("Somebody has already taken this back. Nothing was changed.")
    for chunk in chunks(keys):
        refresh_projections(chunk)
    for piece in chunks(written):
        take_back(*(str(entry.supersedes.uuid) for entry in piece if entry.supersedes))
    record(cohort, "take_back_windows", by, bulk=str(bulk), enrolments=len(written))
    return len(written)


def active(cohort: Cohort) -> "QuerySet[Enrolment]":
    """Return the active enrolments of a batch with what a window is read from."""
    rows = cohort.enrolments.filter(state=Enrolment.State.ACTIVE)
    return rows.select_related("person", "cohort__programme", "cohort__edition")


def check(cohort: Cohort, change: Change, *, by: Person | None) -> None:
    """Refuse who may not, and a change that says too little."""
    require(by, RIGHTS[change.kind], cohort)
    if change.reason not in dict(REASONS):
        raise Refusal("Choose a reason. Nothing was changed.")
    if change.kind == Kind.EXTEND and not 1 <= (change.days or 0) <= MOST_DAYS:
        raise Refusal(f"Give 1 to {MOST_DAYS} days. Nothing was changed.")


def refusal(facts: AccessFacts, change: Change, now: datetime) -> str:
    """Return why this window does not take the change; empty when it does."""
    asked = CHECKS.get(change.kind)
    return asked(facts, now) if asked else ""
