"""Closing the roll of the first class: who stayed away loses the seat, the next ones are offered it."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.actions.enrolments import seat
from courses.running.actions.freeing import free_places
from courses.running.errors import Refusal
from courses.running.models import ClassSession, Cohort, Enrolment, SeatKind
from courses.running.permissions import require
from courses.running.seats.actions.giving import settle
from courses.running.seats.first_class import absent_from, first_class, why_not_closed
from courses.running.seats.ledger import write
from courses.running.seats.querysets import free_seats, lock_cohort
from lms.people.models import Person


@transaction.atomic
def close_first_session(cohort: Cohort, *, by: Person | None, spared: Collection[UUID] = ()) -> tuple[int, int]:
    """Make no-shows of all with a seat and no minutes in the first class, but those ``spared`` (by person uuid).

    Return how many lost their seats and how many of those who wait are offered one. ``Refusal`` with a sentence when
    the programme has no such rule, there was no class or roll yet, or it is closed already.
    """
    require(by, "withdraw", cohort)
    if (begun := first_class(cohort)) is not None:
        # A roll that is being written is waited for: it may say who was there.
        ClassSession.objects.select_for_update().get(pk=begun.pk)
    locked, now = lock_cohort(cohort), timezone.now()
    session = first_class(locked)
    if (sentence := why_not_closed(locked, session)) or session is None:
        raise Refusal(sentence)
    settle(locked, now)
    gone = [each for each in absent_from(locked, session) if each.key not in spared]
    lost = [each.row.pk for each in gone if each.enrolled]
    Enrolment.objects.filter(pk__in=lost).update(state=Enrolment.State.NO_SHOW)
    write(SeatKind.NO_SHOW, locked, [each.row.person_id for each in gone], by=by, at=now, reason="first_class")
    refresh_projections(lost)
    free_places(locked, [each.row.person_id for each in gone])
    locked.first_class_closed_at = cohort.first_class_closed_at = now
    locked.save(update_fields=["first_class_closed_at"])
    record(cohort, "close_first_session", by, session=str(session.uuid))
    return len(gone), len(settle(locked, now))


def lock_no_shows(session: ClassSession, people: Iterable[UUID]) -> list[tuple[Enrolment, Cohort]]:
    """Return the no-shows among these people of whose batch this is the first class.

    Their cohorts are locked before any enrolment is.
    """
    rows = Enrolment.objects.filter(state=Enrolment.State.NO_SHOW, cohort__class_sessions=session)
    found = list(rows.filter(person__uuid__in=list(people)).select_related("person", "cohort").order_by("cohort", "pk"))
    locked = {key: lock_cohort(row.cohort) for key, row in {row.cohort_id: row for row in found}.items()}
    first = {key for key, cohort in locked.items() if first_class(cohort) == session}
    return [(row, locked[row.cohort_id]) for row in found if row.cohort_id in first]


def restore_present(rows: Iterable[tuple[Enrolment, Cohort]], present: Collection[int], *, by: Person | None) -> None:
    """Take back the no-shows who were there after all, by primary key of the person, while seats are free."""
    for enrolment, locked in rows:
        now = timezone.now()
        settle(locked, now)
        if enrolment.person_id in present and free_seats(locked) != 0:
            seat(enrolment.person, locked, by=by, at=now)
