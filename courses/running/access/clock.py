"""Stretches of time: half-open, in UTC; one without an end has no ``closes``. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Interval:
    """``opens`` is in it, ``closes`` is not; without ``closes`` it never ends."""

    opens: datetime
    closes: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether ``at`` lies in it."""
        return self.opens <= at and not self.ended(at)

    def ended(self, at: datetime) -> bool:
        """Whether it is over at ``at``."""
        return self.closes is not None and at >= self.closes


def endless(intervals: Iterable[Interval]) -> bool:
    """Whether one of these goes on for good."""
    return any(each.closes is None for each in intervals)


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant of a local day, in UTC; right also where the clocks change at midnight."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month; where that month has no such day, the first day after it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)


def united(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the same stretches without overlaps, in order: what lies in two of them is counted once."""
    found: list[Interval] = []
    for each in sorted(intervals, key=lambda each: each.opens):
        if each.closes is not None and each.closes <= each.opens:
            continue
        last = found[-1] if found else None
        if last is None or (last.closes is not None and last.closes < each.opens):
            found.append(each)
        elif last.closes is not None and (each.closes is None or each.closes > last.closes):
            found[-1] = Interval(last.opens, each.closes)
    return found


def used_up(start: datetime, length: timedelta, stops: Iterable[Interval]) -> datetime | None:
    """Return when ``length`` has run from ``start`` on a clock that stands still in ``stops``; None for never.

    ``stops`` are united.
    """
    end = start + length
    for stop in stops:
        if stop.closes is not None and stop.closes <= start:
            continue
        if stop.opens >= end:
            break
        if stop.closes is None:
            return None
        end += stop.closes - max(stop.opens, start)
    return end


def without(interval: Interval, gaps: Iterable[Interval]) -> Iterator[Interval]:
    """Yield what is left of a stretch outside ``gaps``, which are united."""
    opens = interval.opens
    for gap in gaps:
        if gap.closes is not None and gap.closes <= opens:
            continue
        if interval.closes is not None and gap.opens >= interval.closes:
            break
        if gap.opens > opens:
            yield Interval(opens, gap.opens)
        if gap.closes is None:
            return
        opens = gap.closes
    if not interval.ended(opens):
        yield Interval(opens, interval.closes)
