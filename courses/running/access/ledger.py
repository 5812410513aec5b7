"""The facts of many enrolments, read from the ledgers and the planned classes in one query."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, CharField, DateTimeField, F, QuerySet, UUIDField, Value
from django.db.models.functions import Concat

from courses.running.access.clock import day_begins
from courses.running.access.facts import AccessFacts, Entry, RollMinutes, Window
from courses.running.models import AccessEntry, ClassSession, Enrolment
from courses.running.policy import WindowPolicy
from courses.running.querysets import standing_roll

CLASS = "class"
# What stands before the type of an event in a row's kind.
EVENT = "event:"
Row = tuple[int, str, Any, datetime, int | None, datetime | None, datetime | None, Any, str, int, int]

SHAPE = (
    "row_kind",
    "uuid",
    "effective_at",
    "row_number",
    "row_at",
    "row_until",
    "row_supersedes",
    "reason_code",
    "sequence",
    "pk",
)


def read_facts(enrolments: Iterable[Enrolment], *, roll_too: bool = True) -> dict[int, AccessFacts]:
    """Return the access facts of each enrolment by its primary key; one query for all of them.

    Each enrolment must come with its cohort and programme loaded. Without the roll (``roll_too``) they are enough for
    windows that no minutes open.
    """
    known = {enrolment.pk: enrolment for enrolment in enrolments}
    entries: dict[int, list[Entry]] = defaultdict(list)
    roll: dict[int, list[RollMinutes]] = defaultdict(list)
    last_class: dict[int, datetime] = {}
    # What took effect at one instant counts in the order in which it was written.
    rows = sorted(ledger_rows(known.values(), roll_too=roll_too), key=lambda row: (row[3], *row[-2:]))
    for pk, kind, key, effective_at, number, at, until, supersedes, reason, _sequence, _pk in rows:
        if kind == "minutes" or (kind.startswith(EVENT) and counts_event(known[pk], kind, effective_at)):
            roll[pk].append(RollMinutes(at=effective_at, minutes=number or 0))
        elif kind.startswith(EVENT):
            continue
        elif kind == CLASS:
            ends_at = effective_at + timedelta(minutes=number or 0)
            last_class[pk] = max(ends_at, last_class.get(pk, ends_at))
        else:
            superseded = str(supersedes) if supersedes else None
            entry = Entry(str(key), kind, effective_at, number, at, superseded, until, reason)  # type: ignore[arg-type]
            entries[pk].append(entry)
    return {
        pk: facts_of(enrolment, roll[pk], entries[pk], last_class.get(enrolment.cohort_id))
        for pk, enrolment in known.items()
    }


def held_by_classes(enrolment: Enrolment) -> bool:
    """Answer whether the end of this window looks at the classes planned."""
    return enrolment.cohort.programme.rules.window.after_last_session_days is not None


def ledger_rows(known: Iterable[Enrolment], *, roll_too: bool) -> "QuerySet[Any, Row]":
    """Return access entries of enrolments as rows of one shape.

    When asked for also their standing roll entries and those of events that their programmes list; and the classes
    planned in cohorts whose window looks at them, whose rows begin with the cohort.
    """
    every = list(known)
    keys = [row.pk for row in every]
    cohorts = {row.cohort_id for row in every if held_by_classes(row)}
    access = AccessEntry.objects.filter(enrolment__in=keys).order_by()
    told = ("kind", "uuid", "effective_at", "days", "at", "until", "supersedes__uuid", "reason_code", "sequence", "pk")
    entries = access.values_list("enrolment", *told)
    parts = [standing_minutes(keys)] if roll_too else []
    listing = {row.pk: row.cohort.programme.rules.attendance.event_types for row in every}
    if roll_too and any(listing.values()):
        parts.append(listed_events(listing))
    if cohorts:
        parts.append(planned_classes(cohorts))
    return entries.union(*parts, all=True) if parts else entries


def nothing() -> dict[str, Any]:
    """Return what a roll entry says in the places of a row: its minutes, and nothing of what access entries have."""
    return {
        "row_number": F("minutes"),
        "row_at": Value(None, output_field=DateTimeField()),
        "row_until": Value(None, output_field=DateTimeField()),
        "row_supersedes": Value(None, output_field=UUIDField()),
    }


def standing_minutes(keys: list[int]) -> "QuerySet[Any, Row]":
    """Return the standing roll entries of these enrolments as rows of that shape."""
    # Both conditions stand in one filter: they speak of the same enrolment, so a session in two cohorts counts once.
    roll = standing_roll().filter(
        session__cohorts__enrolments__in=keys, session__cohorts__enrolments__person=F("person")
    )
    roll = roll.annotate(**nothing(), row_kind=Value("minutes", output_field=CharField()))
    return roll.order_by().values_list("session__cohorts__enrolments", *SHAPE)


def listed_events(listing: dict[int, Any]) -> "QuerySet[Any, Row]":
    """Return the standing roll entries of events by the enrolments whose programmes list their types."""
    events = standing_roll().filter(session__event_type__in={word for words in listing.values() for word in words})
    events = events.filter(person__enrolments__in=[pk for pk, words in listing.items() if words])
    kind = Concat(Value(EVENT), F("session__event_type"), output_field=CharField())
    return events.annotate(**nothing(), row_kind=kind).order_by().values_list("person__enrolments", *SHAPE)


def counts_event(enrolment: Enrolment, kind: str, ends_at: datetime) -> bool:
    """Whether an event counts here: its programme lists the type, and the batch had begun."""
    cohort = enrolment.cohort
    listed = kind.removeprefix(EVENT) in cohort.programme.rules.attendance.event_types
    return listed and ends_at > day_begins(cohort.starts_on, ZoneInfo(cohort.time_zone))


def planned_classes(cohorts: Iterable[int]) -> "QuerySet[Any, Row]":
    """Return the class sessions planned in these cohorts, held or to come, as rows of that shape."""
    classes = ClassSession.objects.filter(cohorts__in=cohorts).annotate(
        row_kind=Value(CLASS, output_field=CharField()),
        row_at=Value(None, output_field=DateTimeField()),
        row_until=Value(None, output_field=DateTimeField()),
        row_supersedes=Value(None, output_field=UUIDField()),
        row_reason=Value("", output_field=CharField()),
        row_sequence=Value(0, output_field=BigIntegerField()),
    )
    shape = ("row_kind", "uuid", "starts_at", "planned_minutes", "row_at", "row_until", "row_supersedes", "row_reason")
    return classes.order_by().values_list("cohorts", *shape, "row_sequence", "pk")


def facts_of(
    enrolment: Enrolment,
    roll: Iterable[RollMinutes],
    entries: Iterable[Entry],
    last_session_ends_at: datetime | None = None,
) -> AccessFacts:
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
        last_session_ends_at=last_session_ends_at,
        no_show=enrolment.state == Enrolment.State.NO_SHOW,
    )


def window_of(policy: WindowPolicy) -> Window:
    """Return the rule's window from the policy's clause."""
    return Window(
        basis=policy.basis,
        days=policy.days,
        minutes=policy.minutes,
        months=policy.months,
        after_last_session_days=policy.after_last_session_days,
    )
