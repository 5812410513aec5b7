"""The facts of many enrolments, read from the ledgers in one query."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    UUIDField,
    Value,
)

from courses.running.access.facts import AccessFacts, Entry, RollMinutes, Window
from courses.running.models import Enrolment, RollEntry
from courses.running.policy import WindowPolicy

Row = tuple[int, str, Any, datetime, int | None, datetime | None, Any]


def read_facts(enrolments: Iterable[Enrolment]) -> dict[int, AccessFacts]:
    """Return the access facts of each enrolment by its primary key; one query for all of them.

    Each enrolment must come with its cohort and programme loaded.
    """
    known = {enrolment.pk: enrolment for enrolment in enrolments}
    entries: dict[int, list[Entry]] = defaultdict(list)
    roll: dict[int, list[RollMinutes]] = defaultdict(list)
    for pk, kind, key, effective_at, number, at, supersedes in ledger_rows(known):
        if kind == "minutes":
            roll[pk].append(RollMinutes(at=effective_at, minutes=number or 0))
        else:
            superseded = str(supersedes) if supersedes else None
            entries[pk].append(Entry(str(key), kind, effective_at, number, at, superseded))  # type: ignore[arg-type]
    return {pk: facts_of(enrolment, roll[pk], entries[pk]) for pk, enrolment in known.items()}


def ledger_rows(known: Iterable[int]) -> "QuerySet[Enrolment, Row]":
    """Return access entries and standing roll entries of enrolments as rows of one shape."""
    keys = list(known)
    nothing = Value(None, output_field=DateTimeField())
    no_key = Value(None, output_field=UUIDField())
    access = (
        Enrolment.objects.filter(pk__in=keys, access_entries__isnull=False)
        .annotate(
            row_kind=F("access_entries__kind"),
            row_key=F("access_entries__uuid"),
            row_effective=F("access_entries__effective_at"),
            row_number=F("access_entries__days"),
            row_at=F("access_entries__at"),
            row_supersedes=F("access_entries__supersedes__uuid"),
        )
        .values_list("pk", "row_kind", "row_key", "row_effective", "row_number", "row_at", "row_supersedes")
    )
    corrected = RollEntry.objects.filter(supersedes=OuterRef("cohort__class_sessions__roll_entries__pk"))
    roll = (
        Enrolment.objects.filter(pk__in=keys, cohort__class_sessions__roll_entries__person=F("person"))
        .filter(~Exists(corrected))
        .annotate(
            row_kind=Value("minutes", output_field=CharField()),
            row_key=F("cohort__class_sessions__roll_entries__uuid"),
            row_effective=F("cohort__class_sessions__roll_entries__effective_at"),
            row_number=F("cohort__class_sessions__roll_entries__minutes") + Value(0, output_field=IntegerField()),
            row_at=nothing,
            row_supersedes=no_key,
        )
        .values_list("pk", "row_kind", "row_key", "row_effective", "row_number", "row_at", "row_supersedes")
    )
    return access.union(roll, all=True)


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
    )


def window_of(policy: WindowPolicy) -> Window:
    """Return the rule's window from the policy's clause."""
    return Window(basis=policy.basis, days=policy.days, minutes=policy.minutes)
