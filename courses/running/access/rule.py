"""The access rule: facts in, decision with its reason out.

A window is half-open, ``[opens, closes)``, and begins and ends at a local midnight of the cohort's time zone, except
where minutes open it in the middle of a day or staff close it at an instant. The prose is in
``docs/decisions/0040-one-door.md``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courses.running.access.facts import AccessFacts, Decision, Entry, Missing, Reason, RollMinutes

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Interval:
    """A stretch of time in which the door is open: ``opens`` is in it, ``closes`` is not."""

    opens: datetime
    closes: datetime


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant of a local day, in UTC; right also where the clocks change at midnight."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def standing_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries nobody supersedes, in the order in which they took effect."""
    entries = list(entries)
    superseded = {entry.supersedes for entry in entries}
    return sorted((entry for entry in entries if entry.key not in superseded), key=lambda e: (e.effective_at, e.key))


def reached_at(roll: Iterable[RollMinutes], minutes: int) -> datetime | None:
    """Return the end of the class session at which the total came to ``minutes``, None while it is short."""
    total = 0
    for item in sorted(roll, key=lambda item: item.at):
        total += item.minutes
        if total >= minutes:
            return item.at
    return None


def first_window(facts: AccessFacts) -> tuple[datetime, date] | None:
    """Return when the window opens and the local day at whose first instant it closes, before any entry."""
    zone = ZoneInfo(facts.time_zone)
    days = timedelta(days=facts.window.days)
    if facts.window.basis == "cohort_start":
        return day_begins(facts.starts_on, zone), facts.starts_on + days
    opens = reached_at(facts.roll, facts.window.minutes or 0)
    if opens is None:
        return None
    # The rest of the day on which she reached them is a gift; the days are counted from the next one.
    return opens, opens.astimezone(zone).date() + DAY + days


def stretches(facts: AccessFacts) -> list[Interval]:
    """Return every stretch the policy and the given days open, earliest first, before any close by staff.

    More days given while it is open move its end; given after its end they count from the day after, and a second
    stretch begins.
    """
    first = first_window(facts)
    if first is None:
        return []
    zone = ZoneInfo(facts.time_zone)
    opens, last = first
    found: list[Interval] = []
    for entry in standing_entries(facts.entries):
        if entry.kind != "extend":
            continue
        given = entry.effective_at
        if given >= day_begins(last, zone):
            found.append(Interval(opens, day_begins(last, zone)))
            opens, last = given, given.astimezone(zone).date() + DAY
        last += timedelta(days=entry.days or 0)
    return [*found, Interval(opens, day_begins(last, zone))]


def shut_at(facts: AccessFacts) -> datetime | None:
    """Return the instant from which staff keep the door shut; more days never open what was shut on purpose."""
    entries = standing_entries(facts.entries)
    return min((entry.at for entry in entries if entry.kind == "close" and entry.at), default=None)


def intervals(facts: AccessFacts) -> list[Interval]:
    """Return every stretch in which the door is really open, earliest first."""
    shut = shut_at(facts)
    found = stretches(facts)
    if shut is None:
        return found
    return [Interval(item.opens, min(item.closes, shut)) for item in found if item.opens < shut]


def access(facts: AccessFacts, at: datetime) -> Decision:
    """Decide whether the door is open at ``at`` (an aware time), why, and from when until when."""
    if not facts.cohort_open:
        return Decision(open=False, reason="cohort_planned")
    found = intervals(facts)
    current = next((item for item in found if at < item.closes), found[-1] if found else None)
    reason = reason_at(facts, current, at)
    return Decision(
        open=reason == "open",
        reason=reason,
        opens_at=current.opens if current else None,
        closes_at=current.closes if current else None,
        missing=missing_minutes(facts),
    )


def reason_at(facts: AccessFacts, current: Interval | None, at: datetime) -> Reason:
    """Name what decides at ``at``; ``current`` is the stretch of that instant, else the next, else the last."""
    shut = shut_at(facts)
    if facts.withdrawn:
        return "withdrawn"
    if shut is not None and (at >= shut or (current is None and stretches(facts))):
        return "closed"
    if current is None:
        return "minutes_short"
    if at < current.opens:
        return "not_started"
    return "open" if at < current.closes else "over"


def missing_minutes(facts: AccessFacts) -> tuple[Missing, ...]:
    """Return the minutes in class that a window basis still waits for; empty when it waits for none."""
    need = facts.window.minutes
    have = sum(item.minutes for item in facts.roll)
    if facts.window.basis == "minutes_reached" and need is not None and have < need:
        return (Missing(kind="minutes", have=have, need=need),)
    return ()
