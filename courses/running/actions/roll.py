"""Class sessions and their roll in minutes."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.actions.completion import complete_where_passed
from courses.running.errors import Refusal
from courses.running.models import ClassSession, Cohort, Enrolment, RollEntry
from courses.running.permissions import may, require
from courses.running.querysets import standing_roll
from lms.people.models import Centre, Person


@transaction.atomic
def create_session(
    *,
    cohorts: Iterable[Cohort],
    title: str,
    starts_at: datetime,
    planned_minutes: int,
    by: Person | None,
    centre: Centre | None = None,
) -> ClassSession:
    """Add a class session that counts in each of these cohorts."""
    chosen = list(cohorts)
    if not chosen:
        raise Refusal("Choose a batch for this class. Nothing was changed.")
    for cohort in chosen:
        require(by, "create_session", cohort)
    session = ClassSession(title=title, starts_at=starts_at, planned_minutes=planned_minutes, centre=centre)
    session.full_clean()
    session.save()
    session.cohorts.set(chosen)
    record(session, "create_session", by, session=str(session.uuid))
    return session


@transaction.atomic
def take_roll(session: ClassSession, minutes: Mapping[UUID, int], *, by: Person | None) -> int:
    """Write minutes in class by person uuid; return how many entries were new.

    The same minutes again write nothing; other minutes supersede what stood. Raise ``Refusal`` before the class has
    begun, for minutes outside 0 to the planned minutes, and for a person who is in none of the session's cohorts that
    ``by`` may take the roll of. Then nothing at all is written.
    """
    if session.starts_at > timezone.now():
        raise Refusal("This class has not begun yet. Take the roll when it has.")
    if any(not 0 <= value <= session.planned_minutes for value in minutes.values()):
        raise Refusal(f"Minutes go from 0 to {session.planned_minutes}, as planned for this class. Nothing was saved.")
    touched = lock_enrolments(session, minutes)
    mine = cohorts_for(session, by)
    here = [row for row in touched if row.state == Enrolment.State.ACTIVE and row.cohort_id in mine]
    people = {row.person.uuid: row.person_id for row in here}
    if set(minutes) - set(people):
        raise Refusal("Somebody on this roll is not in this class. Nothing was saved.")
    entries = new_entries(session, {people[key]: value for key, value in minutes.items()}, by)
    RollEntry.objects.bulk_create(entries)
    if entries:
        keys = [row.pk for row in touched]
        refresh_projections(keys)
        complete_where_passed(keys)
        record(session, "take_roll", by, entries=[str(entry.uuid) for entry in entries])
    return len(entries)


def cohorts_for(session: ClassSession, by: Person | None) -> set[int]:
    """Return the session's cohorts, by primary key, whose roll ``by`` may take; refuse when there are none."""
    require(by, "take_roll", session)
    every = session.cohorts.select_related("programme")
    return {cohort.pk for cohort in every if by is None or may(by, "take_roll", cohort)}


def on_roll(session: ClassSession, *, by: Person | None) -> set[UUID]:
    """Return the people, by uuid, whose minutes in this class ``by`` may write; refuse when she may write nobody's."""
    active = Enrolment.objects.filter(cohort__in=cohorts_for(session, by), state=Enrolment.State.ACTIVE)
    return set(active.values_list("person__uuid", flat=True))


def lock_enrolments(session: ClassSession, minutes: Mapping[UUID, int]) -> list[Enrolment]:
    """Lock and return every enrolment in which these minutes will count, so that two rolls follow one another."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("person")
    found = rows.filter(cohort__class_sessions=session, person__uuid__in=list(minutes))
    return list(found.order_by("pk"))


def new_entries(session: ClassSession, minutes: Mapping[int, int], by: Person | None) -> list[RollEntry]:
    """Return an entry for each person, by primary key, whose minutes are not what stands already."""
    standing = {entry.person_id: entry for entry in standing_roll().filter(session=session, person__in=list(minutes))}
    ends_at = session.starts_at + timedelta(minutes=session.planned_minutes)
    return [
        RollEntry(
            session=session,
            person_id=person,
            kind=RollEntry.Kind.MINUTES,
            minutes=value,
            effective_at=ends_at,
            actor=by.uuid if by else None,
            supersedes=standing.get(person),
        )
        for person, value in sorted(minutes.items())
        if person not in standing or standing[person].minutes != value
    ]
