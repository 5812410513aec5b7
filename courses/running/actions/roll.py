"""Class sessions and their roll in minutes."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.dateformat import format as date_text

from courses.running.access.store import refresh_projections
from courses.running.actions.attended import finish_attended
from courses.running.actions.audit import record
from courses.running.actions.minutes import append_minutes, follow
from courses.running.attendance.rolls import is_locked, lock_of, zone_of
from courses.running.errors import Refusal
from courses.running.models import ClassSession, Cohort, Enrolment, Programme, RollEntry
from courses.running.permissions import may, require
from courses.running.seats.actions.first_class import lock_no_shows, restore_present
from courses.running.seats.first_class import first_class
from lms.people.api import PROGRAMME_ADMIN, Scope, persons_with
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
    **more: Any,
) -> ClassSession:
    """Add a class session that counts in each of these cohorts.

    ``more`` are other fields of ``ClassSession``: its kind, places, hours for women, whether it is a make-up class.
    """
    chosen = list(cohorts)
    if not chosen:
        raise Refusal("Choose a batch for this class. Nothing was changed.")
    for cohort in chosen:
        require(by, "create_session", cohort)
    session = ClassSession(title=title, starts_at=starts_at, planned_minutes=planned_minutes, centre=centre, **more)
    session.full_clean()
    session.save()
    session.cohorts.set(chosen)
    hold_open(chosen)
    record(session, "create_session", by, session=str(session.uuid))
    return session


def hold_open(cohorts: Iterable[Cohort]) -> None:
    """Let windows that never end before the last class planned follow a class that was set or moved."""
    held = [each.pk for each in cohorts if each.programme.rules.window.after_last_session_days is not None]
    refresh_projections(Enrolment.objects.filter(cohort__in=held).values_list("pk", flat=True))


@transaction.atomic
def create_at_centre(
    centre: Centre,
    kind: str,
    *,
    title: str,
    starts_at: datetime,
    planned_minutes: int,
    by: Person | None,
    **more: Any,
) -> ClassSession:
    """Add an event outside a course, or lab hours for everybody at a centre.

    Minutes of an event count in programmes that list its ``event_type``; those of lab hours count nowhere.
    """
    require(by, "create_session", centre)
    session = ClassSession(centre=centre, kind=kind, title=title, starts_at=starts_at, **more)
    session.planned_minutes = planned_minutes
    session.full_clean()
    session.save()
    record(session, "create_session", by, session=str(session.uuid))
    return session


@transaction.atomic
def take_roll(
    session: ClassSession, minutes: Mapping[UUID, int], *, by: Person | None, source: str = RollEntry.Source.TYPED
) -> int:
    """Write minutes in class by person uuid; return how many entries were new.

    The same minutes again write nothing; other minutes supersede what stood. Of minutes in a power cut no more count
    than the programme says. Raise ``Refusal`` before the class has begun, once the roll is locked, for minutes outside
    0 to the planned minutes, and for a person who is not in this class or whose roll ``by`` may not take. Then nothing
    at all is written. The system itself (``by`` is None) finds no roll locked. A no-show of the first class who was
    there after all gets a seat back while one is free.
    """
    ClassSession.objects.select_for_update().get(pk=session.pk)
    if session.starts_at > timezone.now():
        raise Refusal("This class has not begun yet. Take the roll when it has.")
    if any(not 0 <= value <= session.planned_minutes for value in minutes.values()):
        raise Refusal(f"Minutes go from 0 to {session.planned_minutes}, as planned for this class. Nothing was saved.")
    require(by, "take_roll", session)
    if by is not None:
        require_unlocked(session)
    no_shows = lock_no_shows(session, minutes)
    touched = lock_enrolments(session, minutes)
    people = on_roll(session, touched, by, back={row.pk for row, _cohort in no_shows})
    if set(minutes) - set(people):
        raise Refusal("Somebody on this roll is not in this class. Nothing was saved.")
    entries = append_minutes(session, {people[key]: value for key, value in minutes.items()}, by=by, source=source)
    if entries:
        restore_present(no_shows, {entry.person_id for entry in entries if entry.minutes or entry.told_minutes}, by=by)
        follow(touched)
        finish_attended(session, entries, timezone.now())
        record(session, "take_roll", by, entries=[str(entry.uuid) for entry in entries])
    return len(entries)


def require_unlocked(session: ClassSession) -> None:
    """Raise ``Refusal`` when the roll is locked, saying since when and who can unlock it."""
    if is_locked(session, timezone.now()):
        since = date_text(lock_of(session).astimezone(zone_of(session)), "j F Y")
        who = " or ".join(unlockers(session)) or "A programme admin"
        raise Refusal(f"This roll locked on {since}. {who} can unlock it. Nothing was saved.")


def unlockers(session: ClassSession) -> list[str]:
    """Return the display names of those who can unlock a roll."""
    programmes = Programme.objects.filter(cohorts__in=session.cohorts.all())
    if not programmes and session.centre is not None:
        programmes = Programme.objects.filter(cohorts__centre=session.centre)
    keys: set[int] = set()
    for uuid in programmes.values_list("uuid", flat=True).distinct():
        keys |= persons_with(PROGRAMME_ADMIN, Scope("programme", uuid))
    return list(Person.objects.filter(pk__in=keys).order_by("display_name").values_list("display_name", flat=True))


def on_roll(
    session: ClassSession, touched: Iterable[Enrolment], by: Person | None, *, back: Collection[int]
) -> dict[UUID, int]:
    """Return the people, uuid to primary key, whose minutes ``by`` may write here; ``back`` are no-shows among them.

    Where the session has batches, those in one that she may take the roll of; else anybody in a programme that its
    centre teaches.
    """
    every = list(session.cohorts.select_related("programme", "centre"))
    mine = {cohort.pk for cohort in every if by is None or may(by, "take_roll", cohort)}
    active = [row for row in touched if row.state == Enrolment.State.ACTIVE or row.pk in back]
    if every:
        return {row.person.uuid: row.person_id for row in active if row.cohort_id in mine}
    here = set(Programme.objects.filter(cohorts__centre=session.centre).values_list("pk", flat=True))
    return {row.person.uuid: row.person_id for row in active if row.cohort.programme_id in here}


def expected(session: ClassSession, *, by: Person | None) -> set[UUID]:
    """Return the people, by uuid, in a session's batches whose roll ``by`` may take; refuse when there are none."""
    require(by, "take_roll", session)
    every = session.cohorts.select_related("programme", "centre")
    mine = [cohort for cohort in every if by is None or may(by, "take_roll", cohort)]
    first = [cohort for cohort in mine if first_class(cohort) == session]
    rows = Q(cohort__in=mine, state=Enrolment.State.ACTIVE) | Q(cohort__in=first, state=Enrolment.State.NO_SHOW)
    return set(Enrolment.objects.filter(rows).values_list("person__uuid", flat=True))


def lock_enrolments(session: ClassSession, people: Iterable[UUID]) -> list[Enrolment]:
    """Lock and return every enrolment in which these minutes may count, so that two rolls follow one another.

    Which those are in a session without batches, the policies of their programmes say: there it is all of them.
    """
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("person", "cohort")
    found = rows.filter(person__uuid__in=list(people))
    if session.cohorts.exists():
        found = found.filter(cohort__class_sessions=session)
    return list(found.order_by("pk"))
