"""The facts of many enrolments, read from the ledgers in one query."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, DateTimeField, F, QuerySet, UUIDField, Value
from django.db.models.functions import Concat

from courses.running.access.clock import day_begins
from courses.running.access.facts import AccessFacts, Entry, RollMinutes, Window
from courses.running.models import AccessEntry, Enrolment
from courses.running.policy import WindowPolicy
from courses.running.querysets import standing_roll

# What stands before the type of an event in a row's kind.
EVENT = "event:"
Row = tuple[int, str, Any, datetime, int | None, datetime | None, datetime | None, Any, int, int]


def read_facts(enrolments: Iterable[Enrolment], *, roll_too: bool = True) -> dict[int, AccessFacts]:
    """Return the access facts of each enrolment by its primary key; one query for all of them.

    Each enrolment must come with its cohort and programme loaded. Without the roll (``roll_too``) they are enough for
    windows that no minutes open.
    """
    known = {enrolment.pk: enrolment for enrolment in enrolments}
    entries: dict[int, list[Entry]] = defaultdict(list)
    roll: dict[int, list[RollMinutes]] = defaultdict(list)
    # What took effect at one instant counts in the order in which it was written.
    rows = sorted(ledger_rows(known.values(), roll_too=roll_too), key=lambda row: (row[3], *row[-2:]))
    for pk, kind, key, effective_at, number, at, until, supersedes, _sequence, _pk in rows:
        if kind == "minutes" or (kind.startswith(EVENT) and counts_event(known[pk], kind, effective_at)):
            roll[pk].append(RollMinutes(at=effective_at, minutes=number or 0))
        elif kind.startswith(EVENT):
            continue
        else:
            superseded = str(supersedes) if supersedes else None
            entries[pk].append(Entry(str(key), kind, effective_at, number, at, superseded, until))  # type: ignore[arg-type]
    return {pk: facts_of(enrolment, roll[pk], entries[pk]) for pk, enrolment in known.items()}


def ledger_rows(known: Iterable[Enrolment], *, roll_too: bool) -> "QuerySet[Any, Row]":
    """Return access entries and, when asked for, standing roll entries of enrolments as rows of one shape."""
    rows = list(known)
    keys = [row.pk for row in rows]
    access = AccessEntry.objects.filter(enrolment__in=keys).order_by()
    entries = access.values_list(
        "enrolment", "kind", "uuid", "effective_at", "days", "at", "until", "supersedes__uuid", "sequence", "pk"
    )
    if not roll_too:
        return entries
    # Both conditions stand in one filter: they speak of the same enrolment, so a session in two cohorts counts once.
    roll = standing_roll().filter(
        session__cohorts__enrolments__in=keys, session__cohorts__enrolments__person=F("person")
    )
    nothing = {
        "row_number": F("minutes"),
        "row_at": Value(None, output_field=DateTimeField()),
        "row_until": Value(None, output_field=DateTimeField()),
        "row_supersedes": Value(None, output_field=UUIDField()),
    }
    roll = roll.annotate(**nothing, row_kind=Value("minutes", output_field=CharField()))
    shape = (
        "row_kind",
        "uuid",
        "effective_at",
        "row_number",
        "row_at",
        "row_until",
        "row_supersedes",
        "sequence",
        "pk",
    )
    counted = roll.order_by().values_list("session__cohorts__enrolments", *shape)
    listing = {row.pk: row.cohort.programme.rules.attendance.event_types for row in rows}
    if not any(listing.values()):
        return entries.union(counted, all=True)
    events = standing_roll().filter(session__event_type__in={word for words in listing.values() for word in words})
    events = events.filter(person__enrolments__in=[pk for pk, words in listing.items() if words])
    events = events.annotate(
        **nothing, row_kind=Concat(Value(EVENT), F("session__event_type"), output_field=CharField())
    )
    return entries.union(counted, events.order_by().values_list("person__enrolments", *shape), all=True)


def counts_event(enrolment: Enrolment, kind: str, ends_at: datetime) -> bool:
    """Whether an event counts here: its programme lists the type, and the batch had begun."""
    cohort = enrolment.cohort
    listed = kind.removeprefix(EVENT) in cohort.programme.rules.attendance.event_types
    return listed and ends_at > day_begins(cohort.starts_on, ZoneInfo(cohort.time_zone))


def facts_of(enrolment: Enrolment, roll: Iterable[RollMinutes], entries: Iterable[Entry]) -> AccessFacts:
    """Return the facts of one enrolment from its rows."""
    cohort = enrolment.cohort
    return AccessFacts(
        cohort_open=cohort.edition_id is not None,
        starts_on=cohort.starts_on,
        time_zone=cohort.time_zone,
        window=window_of(cohort.programme.rules.window),
        roll=tuple(roll),
        entries=tuple(entries),
        withdrawn=enrolment.state == Enrolment.State.WITHDRAWN,
        enrolled_at=enrolment.enrolled_at,
    )


def window_of(policy: WindowPolicy) -> Window:
    """Return the rule's window from the policy's clause."""
    return Window(basis=policy.basis, days=policy.days, minutes=policy.minutes, months=policy.months)
