"""The access rule: facts in, decision with its reason out.

Its prose, from which a second implementation can be written, is ``docs/reference/access.md``.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from courses.running.access.clock import DAY, Interval, day_begins, months_later, united, used_up, without
from courses.running.access.facts import AccessFacts, Decision, Entry, EntryKind, Missing, Reason, RollMinutes

FIRST_MINUTE = 1


def standing_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries nobody supersedes, in the order in which they took effect; of one instant, as they came."""
    entries = list(entries)
    superseded = {entry.supersedes for entry in entries}
    return sorted((entry for entry in entries if entry.key not in superseded), key=lambda entry: entry.effective_at)


def reached_at(roll: Iterable[RollMinutes], minutes: int) -> datetime | None:
    """Return the end of the class session at which the total came to ``minutes``, None while it is short."""
    total = 0
    for item in sorted(roll, key=lambda item: item.at):
        total += item.minutes
        if total >= minutes:
            return item.at
    return None


def opening(facts: AccessFacts) -> tuple[datetime, date] | None:
    """Return when the window opens and from which local day on its days are counted; None while nothing opens it."""
    zone = ZoneInfo(facts.time_zone)
    first = day_begins(facts.starts_on, zone)
    if facts.window.basis == "cohort_start":
        return first, facts.starts_on
    if facts.window.basis == "enrolment":
        opens = facts.enrolled_at
        if opens is None or opens <= first:
            return first, facts.starts_on
    else:
        opens = reached_at(facts.roll, facts.window.minutes or FIRST_MINUTE)
    if opens is None:
        return None
    # The rest of the day on which it opens is a gift; the days are counted from the next one.
    return opens, opens.astimezone(zone).date() + DAY


def first_window(facts: AccessFacts) -> tuple[datetime, date] | None:
    """Return when the window opens and the local day at whose first instant it closes, before any entry."""
    found = opening(facts)
    if found is None:
        return None
    opens, counted = found
    if facts.window.months is not None:
        last = months_later(counted, facts.window.months)
    else:
        last = counted + timedelta(days=facts.window.days or 0)
    return opens, max(last, day_after_classes(facts) or last)


def day_after_classes(facts: AccessFacts) -> date | None:
    """Return the local day before whose first instant the window never ends, None where no class holds it open."""
    days, ends_at = facts.window.after_last_session_days, facts.last_session_ends_at
    if days is None or ends_at is None:
        return None
    return ends_at.astimezone(ZoneInfo(facts.time_zone)).date() + timedelta(days=1 + days)


def stretches(facts: AccessFacts) -> list[Interval]:
    """Return every stretch that the policy and the given days open, earliest first, before staff shut anything.

    More days given while it is open move its end; given after its end they count from the day after, and a second
    stretch begins. While the clock stands still nothing is used up, so an end moves by as long as it stood.
    """
    first = first_window(facts)
    if first is None:
        return []
    zone, stops = ZoneInfo(facts.time_zone), stopped(facts)
    opens, last = first
    found: list[Interval] = []
    for entry in standing_entries(facts.entries):
        if entry.kind != "extend":
            continue
        given, end = entry.effective_at, used_up(opens, day_begins(last, zone) - opens, stops)
        if end is not None and given >= end:
            found.append(Interval(opens, end))
            opens, last = given, given.astimezone(zone).date() + DAY
        last += timedelta(days=entry.days or 0)
    return [*found, Interval(opens, used_up(opens, day_begins(last, zone) - opens, stops))]


def stopped(facts: AccessFacts) -> list[Interval]:
    """Return when the clock stands still: while staff froze it, and in outages; what overlaps counts once."""
    return united([*frozen(facts), *outages(facts)])


def frozen(facts: AccessFacts) -> list[Interval]:
    """Return from when until when staff froze the window."""
    return united(_until(facts, "freeze", "resume"))


def outages(facts: AccessFacts) -> Iterator[Interval]:
    """Yield the outages that met this enrolment."""
    for entry in standing_entries(facts.entries):
        if entry.kind == "outage" and entry.at is not None and entry.until is not None:
            yield Interval(entry.at, entry.until)


def shut(facts: AccessFacts) -> list[Interval]:
    """Return when staff keep the door shut; more days never open what was shut on purpose, ``reopen`` does."""
    return united(_until(facts, "close", "reopen"))


def _until(facts: AccessFacts, begins: EntryKind, ends: EntryKind) -> Iterator[Interval]:
    """Yield from each entry of one kind to the next entry of the other, whichever was entered later."""
    entries = standing_entries(facts.entries)
    for position, entry in enumerate(entries):
        if entry.kind == begins:
            later = (each.effective_at for each in entries[position + 1 :] if each.kind == ends)
            yield Interval(entry.at or entry.effective_at, next(later, None))


def intervals(facts: AccessFacts) -> list[Interval]:
    """Return every stretch in which the door is really open, earliest first."""
    gaps = united([*frozen(facts), *shut(facts)])
    return [left for stretch in stretches(facts) for left in without(stretch, gaps)]


def access(facts: AccessFacts, at: datetime) -> Decision:
    """Decide whether the door is open at ``at`` (an aware time), why, and from when until when."""
    if not facts.cohort_open:
        return Decision(open=False, reason="cohort_planned")
    found = stretches(facts)
    current = next((item for item in found if not item.ended(at)), found[-1] if found else None)
    reason = reason_at(facts, current, at)
    return Decision(
        open=reason == "open",
        reason=reason,
        opens_at=current.opens if current else None,
        closes_at=closes_at(facts, current, at),
        missing=missing_minutes(facts),
    )


def closes_at(facts: AccessFacts, current: Interval | None, at: datetime) -> datetime | None:
    """Return when ``current`` ends, or when staff shut the door in it; None while the clock stands still for good."""
    if current is None:
        return None
    ahead = [each.opens for each in shut(facts) if each.closes is None or each.closes > at]
    ends = [end for end in (current.closes, *ahead) if end is not None]
    return max(min(ends), current.opens) if ends else None


def reason_at(facts: AccessFacts, current: Interval | None, at: datetime) -> Reason:
    """Name what decides at ``at``; ``current`` is the stretch of that instant, else the next, else the last."""
    if facts.withdrawn:
        return "withdrawn"
    if facts.no_show:
        return "no_show"
    if any(each.holds(at) for each in shut(facts)):
        return "closed"
    if current is None:
        return "minutes_short"
    if at < current.opens:
        return "not_started"
    if current.ended(at):
        return "over"
    return "frozen" if any(each.holds(at) for each in frozen(facts)) else "open"


def missing_minutes(facts: AccessFacts) -> tuple[Missing, ...]:
    """Return the minutes in class that a window basis still waits for; empty when it waits for none."""
    waits = {"minutes_reached": facts.window.minutes, "first_session": FIRST_MINUTE}
    need = waits.get(facts.window.basis)
    have = sum(item.minutes for item in facts.roll)
    if need is not None and have < need:
        return (Missing(kind="minutes", have=have, need=need),)
    return ()
