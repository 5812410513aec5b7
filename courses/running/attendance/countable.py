"""What a power cut leaves of minutes that somebody told. Pure."""

from collections.abc import Iterable
from datetime import timedelta

from courses.running.access.clock import Interval, united
from courses.running.attendance.presence import clipped, lasts


def cut_minutes(session: Interval, cuts: Iterable[Interval]) -> int:
    """Return the whole minutes of a class without power; what lies in two cuts counts once."""
    return sum((lasts(each) for each in united(clipped(session, cuts))), timedelta()) // timedelta(minutes=1)


def most_minutes(session: Interval, cuts: Iterable[Interval], *, excused: bool) -> int:
    """Return the most minutes that a class can count for: all planned ones, less those without power if they are owed.

    Told minutes do not say when they were, so a trainee who told fewer than this keeps them all.
    """
    planned = lasts(session) // timedelta(minutes=1)
    return planned if excused else planned - cut_minutes(session, cuts)
