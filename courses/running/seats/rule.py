"""The rule of seats: how many are free, who gets the next, until when an offer stands. Pure.

A seat is taken by whoever is enrolled and by whoever holds an offer that still stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from courses.running.access.clock import day_begins

WAITING, OFFERED = "waiting", "offered"
T = TypeVar("T")


@dataclass(frozen=True)
class Change:
    """One entry of the ledger of seats, in the order in which it was written."""

    kind: str
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """How somebody stands who was on the waiting list; ``until`` is set exactly while a seat is offered."""

    state: str
    joined_at: datetime
    since: datetime
    until: datetime | None


def free(seats: int | None, taken: int) -> int | None:
    """Return how many seats may still be given; None without a limit. More taken than there are leaves none."""
    return None if seats is None else max(0, seats - taken)


def next_in_line(waiting: Sequence[T], seats: int | None) -> Sequence[T]:
    """Return who is offered a seat now, of those who wait in their order."""
    return waiting if seats is None else waiting[:seats]


def offer_ends(at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return the first instant at which an offer made ``at`` is over: the rest of that day and ``days`` more."""
    return day_begins(at.astimezone(zone).date() + timedelta(days=days + 1), zone)


def ran_out(until: datetime | None, at: datetime) -> bool:
    """Answer whether an offer is over at ``at``."""
    return until is not None and at >= until


def standing_of(changes: Iterable[Change]) -> Standing | None:
    """Return how somebody stands after these changes; None for one who never was on the list."""
    joined_at: datetime | None = None
    last: Change | None = None
    for change in changes:
        if change.kind == WAITING:
            joined_at = change.at
        last = change
    if joined_at is None or last is None:
        return None
    return Standing(last.kind, joined_at, last.at, last.until if last.kind == OFFERED else None)
