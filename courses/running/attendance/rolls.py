"""What the rolls of class sessions are read and written with: locks, power cuts, minutes. Reads, no rights."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from courses.running.access.clock import Interval
from courses.running.attendance.countable import most_minutes
from courses.running.attendance.locking import locks_at
from courses.running.attendance.policy import AttendancePolicy
from courses.running.models import ClassSession, PowerCut
from courses.running.models.cohorts import site_time_zone


def standing_cuts() -> "QuerySet[PowerCut]":
    """Return the power cuts that nobody has taken back."""
    taken_back = PowerCut.objects.filter(supersedes=OuterRef("pk"))
    return PowerCut.objects.filter(~Exists(taken_back), kind=PowerCut.Kind.CUT)


def cuts_of(sessions: Iterable[ClassSession]) -> dict[int, tuple[Interval, ...]]:
    """Return the power cuts of each class session, by primary key; one query."""
    found: dict[int, tuple[Interval, ...]] = {session.pk: () for session in sessions}
    for cut in standing_cuts().filter(session__in=list(found)):
        found[cut.session_id] += (Interval(cut.effective_at, cut.until),)
    return found


def clauses_of(session: ClassSession) -> list[AttendancePolicy]:
    """Return the attendance clause of each programme the session is for; the usual one where it is for none."""
    every = session.cohorts.all().select_related("programme") if not prefetched(session) else session.cohorts.all()
    return [cohort.programme.rules.attendance for cohort in every] or [AttendancePolicy()]


def prefetched(session: ClassSession) -> bool:
    """Whether the session came with its cohorts."""
    return "cohorts" in getattr(session, "_prefetched_objects_cache", {})


def excuses(session: ClassSession) -> bool:
    """Whether minutes of a power cut count here: only when every programme in the room says so."""
    return all(clause.power_cuts == "excused" for clause in clauses_of(session))


def stretch_of(session: ClassSession) -> Interval:
    """Return when the class is, as planned."""
    return Interval(session.starts_at, session.ends_at)


def countable(session: ClassSession) -> int:
    """Return the most minutes the class can count for now."""
    return most_minutes(stretch_of(session), cuts_of([session])[session.pk], excused=excuses(session))


def zone_of(session: ClassSession) -> ZoneInfo:
    """Return the time zone in which the session's days are: its first batch's, else the site's."""
    cohort = next(iter(session.cohorts.all()), None)
    return ZoneInfo(cohort.time_zone if cohort else site_time_zone())


def lock_of(session: ClassSession) -> datetime:
    """Return when the roll locks by its programmes' rule: the shortest time of those in the room."""
    return locks_at(session.ends_at, min(clause.lock_days for clause in clauses_of(session)), zone_of(session))


def is_locked(session: ClassSession, at: datetime) -> bool:
    """Whether the roll may not be written at ``at``: its days are over and no unlocking holds."""
    return at >= lock_of(session) and not session.unlocks.filter(recorded_at__lte=at, until__gt=at).exists()
