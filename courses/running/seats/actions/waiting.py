"""The waiting list: joining it, answering an offer, leaving."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.running.actions.enrolments import NoSeat, check_place, enrol, seat
from courses.running.errors import Refusal
from courses.running.models import Application, Cohort, Enrolment, SeatKind
from courses.running.seats.actions.giving import offer_next, settle_seats
from courses.running.seats.ledger import write
from courses.running.seats.querysets import lock_cohort
from lms.people.models import Person

OPEN = {SeatKind.WAITING, SeatKind.OFFERED}


@transaction.atomic
def enrol_or_wait(person: Person, cohort: Cohort, *, by: Person | None) -> Enrolment | Application:
    """Enrol a person while a seat is free, else put her on the waiting list; again it changes nothing.

    ``by=None`` is the person herself or the system. ``Refusal`` as in ``enrol``.
    """
    locked = lock_cohort(cohort)
    try:
        return enrol(person, locked, by=by)
    except NoSeat:
        rows = Application.objects.filter(person=person, cohort=locked)
        if not rows.filter(state=SeatKind.WAITING).exists():
            write(SeatKind.WAITING, locked, [person.pk], by=by or person, at=timezone.now())
        return rows.get()


def accept(application: Application, *, by: Person) -> Enrolment:
    """Take the seat that is kept for her; once more gives the same enrolment. ``Refusal`` when it is not kept."""
    # On its own: what ran out goes to the next also when she is refused for it.
    settle_seats(application.cohort)
    return take(application, by=by)


@transaction.atomic
def take(application: Application, *, by: Person) -> Enrolment:
    """As ``accept`` once offers that ran out have ended."""
    locked, now = lock_cohort(application.cohort), timezone.now()
    found = standing_now(application)
    if found.state == SeatKind.ENROLLED:
        return Enrolment.objects.get(person=found.person_id, cohort=locked)
    if found.state != SeatKind.OFFERED:
        raise Refusal("No seat is kept here any more.")
    check_place(found.person, locked)
    return seat(found.person, locked, by=by, at=now)


@transaction.atomic
def give_back(application: Application, *, by: Person) -> None:
    """Give an offered seat to the next, or leave the list; nothing where she is not on it any more."""
    locked, now = lock_cohort(application.cohort), timezone.now()
    if standing_now(application).state in OPEN:
        leave(application, locked, by=by, at=now)


def leave(application: Application, locked: Cohort, *, by: Person | None, at: datetime) -> None:
    """Write that she left, and let the next ones have what she held."""
    write(SeatKind.GIVEN_BACK, locked, [application.person_id], by=by, at=at)
    offer_next(locked, at)


def standing_now(application: Application) -> Application:
    """Return the application as it stands once the cohort is locked."""
    return Application.objects.select_related("person").get(pk=application.pk)
