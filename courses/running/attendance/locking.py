"""When a roll locks. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from courses.running.access.clock import DAY, day_begins


def locks_at(ends_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return the first instant at which a roll is locked: after ``days`` whole local days beyond the class's own."""
    return day_begins(ends_at.astimezone(zone).date() + (days + 1) * DAY, zone)


def end_of_day(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant of the next local day: until then an unlocked roll stays unlocked."""
    return day_begins(at.astimezone(zone).date() + timedelta(days=1), zone)
