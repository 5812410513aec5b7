"""From punches to stays, and from stays to minutes in a class session. Pure.

All punches of one person on one local day are read together, in whatever order they came. A punch at most ``fold``
after the one before it that counts, and of the same kind, is that one again. Then kinds decide: in opens a stay, out
ends it, and a punch without a kind does whichever is next.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from courses.running.access.clock import Interval, united, without

Kind = Literal["in", "out", "punch"]
Lone = Literal["missing_in", "missing_out"]


@dataclass(frozen=True)
class Press:
    """One punch, by a key of its own, at the right time."""

    key: int
    at: datetime
    kind: Kind = "punch"


@dataclass(frozen=True)
class Stay:
    """From one punch to another."""

    came: Press
    left: Press

    @property
    def stretch(self) -> Interval:
        """The time between."""
        return Interval(self.came.at, self.left.at)


@dataclass
class Day:
    """A day's punches read: stays, keys of those pressed twice, and those whose other half is missing."""

    stays: list[Stay] = field(default_factory=list)
    duplicates: set[int] = field(default_factory=set)
    lone: dict[int, Lone] = field(default_factory=dict)


def read_day(presses: Iterable[Press], fold: timedelta) -> Day:
    """Return the stays of one person's day; every press is in a stay, a duplicate, or alone, and in one of these."""
    day = Day()
    inside: Press | None = None
    for press in folded(presses, fold, day.duplicates):
        comes = press.kind == "in" or (press.kind == "punch" and inside is None)
        if comes:
            if inside is not None:
                day.lone[inside.key] = "missing_out"
            inside = press
        elif inside is None:
            day.lone[press.key] = "missing_in"
        else:
            day.stays.append(Stay(inside, press))
            inside = None
    if inside is not None:
        day.lone[inside.key] = "missing_out"
    return day


def folded(presses: Iterable[Press], fold: timedelta, duplicates: set[int]) -> list[Press]:
    """Return the presses that count, in order; keys of the others go into ``duplicates``."""
    kept: list[Press] = []
    for press in sorted(presses, key=lambda press: (press.at, press.kind, press.key)):
        last = kept[-1] if kept else None
        if last is not None and press.at - last.at <= fold and press.kind == last.kind:
            duplicates.add(press.key)
        else:
            kept.append(press)
    return kept


def minutes_in(
    session: Interval, stays: Iterable[Interval], cuts: Iterable[Interval] = (), *, excused: bool = False
) -> int:
    """Return whole minutes of ``session`` that count for somebody with these stays.

    Power cuts count for nobody; ``excused``, they count whole for whoever was there at all. No instant counts twice.
    """
    there = united(clipped(session, stays))
    dark = united(clipped(session, cuts))
    if excused:
        counted = united([*there, *dark]) if there else []
    else:
        counted = [left for each in there for left in without(each, dark)]
    return sum((lasts(each) for each in counted), timedelta()) // timedelta(minutes=1)


def clipped(session: Interval, stretches: Iterable[Interval]) -> list[Interval]:
    """Return the parts of stretches that lie in ``session``; all of them have ends."""
    found = []
    for each in stretches:
        opens, closes = max(each.opens, session.opens), min(ends(each), ends(session))
        if opens < closes:
            found.append(Interval(opens, closes))
    return found


def ends(stretch: Interval) -> datetime:
    """Return the end of a stretch that has one."""
    if stretch.closes is None:
        raise ValueError("A stay, a power cut and a class have an end.")
    return stretch.closes


def lasts(stretch: Interval) -> timedelta:
    """Return how long a stretch lasts."""
    return ends(stretch) - stretch.opens


def proposed_end(press: Press, sessions: Mapping[int, Interval]) -> datetime | None:
    """Return when somebody who never went out probably did: at the end of the class she is in, or of the next one."""
    later = [ends(each) for each in sessions.values() if ends(each) > press.at]
    return min(later, default=None)


def proposed_start(press: Press, sessions: Mapping[int, Interval]) -> datetime | None:
    """Return when somebody who never came in probably did: at the beginning of the class that she left."""
    earlier = [each.opens for each in sessions.values() if each.opens < press.at]
    return max(earlier, default=None)
