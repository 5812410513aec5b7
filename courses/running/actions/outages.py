"""Outages: record one for everybody it meets, take it back, and let those who join meanwhile have it too."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.chunks import chunks
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, Cohort, Enrolment, Outage
from courses.running.outages.reach import Reach, met_by, reach_of
from courses.running.permissions import require
from lms.people.models import Person

Kind = AccessEntry.Kind


@transaction.atomic
def record_outage(reach: Reach, *, kind: str, by: Person | None) -> Outage:
    """Stop the clock of every enrolment it meets, once each, from its beginning to its end.

    All of it or nothing. Raise ``Refusal`` when it ends before it begins or names no programme.
    """
    if reach.ends_at <= reach.starts_at:
        raise Refusal("An outage ends after it begins. Nothing was changed.")
    if not reach.programmes:
        raise Refusal("Choose at least one programme. Nothing was changed.")
    for programme in reach.programmes:
        require(by, "freeze", programme)
    # Whoever enrols now waits for us and then finds the outage, or is here first and is met.
    list(Cohort.objects.select_for_update(of=("self",)).filter(programme__in=reach.programmes).order_by("pk"))
    outage = Outage(
        kind=kind,
        starts_at=reach.starts_at,
        ends_at=reach.ends_at,
        network=reach.network,
        unknown_network_too=reach.unknown_network_too,
        recorded_by=by,
    )
    outage.full_clean()
    outage.save()
    outage.programmes.set(reach.programmes)
    outage.districts.set(reach.districts)
    outage.centres.set(reach.centres)
    met = meet(outage, met_by(reach).values_list("pk", flat=True), by=by)
    record(outage, "record_outage", by, outage=str(outage.uuid), enrolments=met)
    return outage


@transaction.atomic
def take_back_outage(outage: Outage, *, by: Person | None) -> int:
    """Undo every entry of an outage that nobody has undone yet; return how many. Raise ``Refusal`` the second time."""
    for programme in outage.programmes.all():
        require(by, "freeze", programme)
    # Whoever enrols now waits for us, or is here first and is put back with the others.
    list(Cohort.objects.select_for_update(of=("self",)).filter(programme__outages=outage).order_by("pk"))
    free = Outage.objects.filter(pk=outage.pk, taken_back_at__isnull=True)
    if not free.update(taken_back_at=timezone.now(), taken_back_by=by):
        raise Refusal("Somebody has already taken this outage back. Nothing was changed.")
    outage.refresh_from_db()
    keys = outage.entries.order_by("enrolment").values_list("enrolment", flat=True)
    undone = sum(undo_in(outage, chunk, by=by) for chunk in chunks(list(keys)))
    record(outage, "take_back_outage", by, outage=str(outage.uuid), enrolments=undone)
    return undone


def meet_standing_outages(enrolments: Iterable[Enrolment]) -> None:
    """Give people who take their seats, or take them again, the outages since they enrolled.

    Inside the transaction that seats them, their cohorts locked.
    """
    rows = list(enrolments)
    if not rows:
        return
    since = min(row.enrolled_at for row in rows)
    programmes = {row.cohort.programme_id for row in rows}
    lasting = Outage.objects.filter(programmes__in=programmes, ends_at__gt=since, taken_back_at__isnull=True)
    for outage in lasting.distinct():
        met = met_by(reach_of(outage)).filter(pk__in=[row.pk for row in rows], enrolled_at__lt=outage.ends_at)
        meet(outage, met.exclude(access_entries__outage=outage).values_list("pk", flat=True), by=None)


def meet(outage: Outage, keys: Iterable[int], *, by: Person | None) -> int:
    """Write the entries of these enrolments and their projections; return how many."""
    now, met = timezone.now(), 0
    for chunk in chunks(list(keys)):
        locked = list(Enrolment.objects.select_for_update(of=("self",)).filter(pk__in=chunk).order_by("pk"))
        AccessEntry.objects.bulk_create(
            AccessEntry(
                enrolment=row,
                kind=Kind.OUTAGE,
                outage=outage,
                at=outage.starts_at,
                until=outage.ends_at,
                **told(now, outage.kind, by),
            )
            for row in locked
        )
        refresh_projections(chunk)
        met += len(locked)
    return met


def undo_in(outage: Outage, chunk: Iterable[int], *, by: Person | None) -> int:
    """Supersede what stands of the outage in these enrolments; return how many."""
    keys = list(chunk)
    list(Enrolment.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    standing = outage.entries.filter(enrolment__in=keys).exclude(
        pk__in=AccessEntry.objects.filter(supersedes__outage=outage).values("supersedes")
    )
    now = timezone.now()
    undone = AccessEntry.objects.bulk_create(
        AccessEntry(enrolment_id=entry.enrolment_id, kind=Kind.UNDO, supersedes=entry, **told(now, "mistake", by))
        for entry in standing
    )
    refresh_projections(keys)
    return len(undone)


def told(now: datetime, reason: str, by: Person | None) -> "dict[str, object]":
    """Return what every entry says of itself."""
    return {"effective_at": now, "recorded_at": now, "reason_code": reason, "actor": by.uuid if by else None}
