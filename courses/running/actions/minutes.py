"""Writing minutes on a roll, with all that follows from them: one way for staff, devices and cards."""

from collections.abc import Iterable, Mapping

from courses.running.access.store import refresh_projections
from courses.running.actions.completion import complete_where_passed
from courses.running.attendance.rolls import countable
from courses.running.models import ClassSession, Enrolment, RollEntry
from courses.running.querysets import standing_roll
from lms.people.models import Person


def append_minutes(
    session: ClassSession, told: Mapping[int, int], *, by: Person | None, source: str, reason: str = ""
) -> list[RollEntry]:
    """Append an entry for each person, by primary key, whose minutes are not what stands already.

    The caller has locked the session and the enrolments in which they count, and then lets all that ``follow``. Of
    told minutes no more count than a power cut left; what a device saw has the cut taken out already.
    """
    most = session.planned_minutes if source == RollEntry.Source.DEVICE else countable(session)
    standing = {entry.person_id: entry for entry in standing_roll().filter(session=session, person__in=list(told))}
    entries = [
        RollEntry(
            session=session,
            person_id=person,
            kind=RollEntry.Kind.MINUTES,
            minutes=min(value, most),
            told_minutes=value if value > most else None,
            source=source,
            effective_at=session.ends_at,
            actor=by.uuid if by else None,
            reason_code=reason,
            supersedes=standing.get(person),
        )
        for person, value in sorted(told.items())
        if person not in standing or told_of(standing[person]) != value or standing[person].minutes != min(value, most)
    ]
    return RollEntry.objects.bulk_create(entries)


def follow(touched: Iterable[Enrolment]) -> None:
    """Let what follows from new minutes in these enrolments follow: windows, and courses completed."""
    keys = [row.pk for row in touched]
    refresh_projections(keys)
    complete_where_passed(keys)


def told_of(entry: RollEntry) -> int:
    """Return the minutes somebody told, of which those on the entry count."""
    return entry.minutes if entry.told_minutes is None else entry.told_minutes
