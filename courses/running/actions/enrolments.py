"""Enrolments: add a person to a cohort, and withdraw her. Who has a seat is decided while the cohort is locked."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.actions.freeing import free_places
from courses.running.actions.outages import meet_standing_outages
from courses.running.admission import Held, refusal
from courses.running.errors import Refusal
from courses.running.models import Application, Cohort, Enrolment, SeatKind
from courses.running.permissions import require
from courses.running.policy.stages import AdmissionPolicy
from courses.running.seats.actions.giving import offer_next, settle
from courses.running.seats.ledger import write
from courses.running.seats.querysets import free_seats, lock_cohort
from lms.people.models import Person


class NoSeat(Refusal):
    """All seats of the cohort are taken."""


@transaction.atomic
def enrol(person: Person, cohort: Cohort, *, by: Person | None) -> Enrolment:
    """Enrol a person, or take her back after a withdrawal; enrolling her twice changes nothing.

    Raise ``Refusal`` when the cohort is for women and she is not recorded as a woman, when it has ended, is closed to
    others than the members of an institute, or when the programme lets nobody in yet with the places she has; and
    ``NoSeat`` when its seats are taken. A seat that is kept for her is hers.
    """
    require(by, "enrol", cohort)
    locked, now = lock_cohort(cohort), timezone.now()
    check_place(person, locked)
    enrolment = Enrolment.objects.filter(person=person, cohort=cohort, state=Enrolment.State.ACTIVE).first()
    if enrolment is not None:
        return enrolment
    if locked.seats is not None:
        settle(locked, now)
        kept = Application.objects.filter(person=person, cohort=cohort, state=SeatKind.OFFERED).exists()
        if not kept and free_seats(locked) == 0:
            raise NoSeat("All seats of this batch are taken or kept for others. The person was not added.")
    return seat(person, locked, by=by, at=now)


def seat(person: Person, locked: Cohort, *, by: Person | None, at: datetime) -> Enrolment:
    """Give a seat of a locked cohort to a person who may have one."""
    enrolment, created = Enrolment.objects.select_for_update(of=("self",)).get_or_create(
        person=person, cohort=locked, defaults={"enrolled_at": at}
    )
    if not created:
        enrolment.state = Enrolment.State.ACTIVE
        enrolment.save(update_fields=["state"])
    write(SeatKind.ENROLLED, locked, [person.pk], by=by, at=at)
    refresh_projections([enrolment.pk])
    meet_standing_outages([enrolment])
    record(enrolment, "enrol", by, enrolment=str(enrolment.uuid))
    return enrolment


def check_place(person: Person, cohort: Cohort) -> None:
    """Refuse, with a sentence, a person this cohort cannot take."""
    if cohort.women_only and person.gender != "f":
        raise Refusal("This batch is for women only. The person was not added.")
    if cohort.state == Cohort.State.ENDED:
        raise Refusal("This batch has ended. The person was not added.")
    institute = cohort.members_of
    if institute is not None and not person.organisations.filter(pk=institute.pk).exists():
        raise Refusal(f"This batch is for students and staff of {institute} only. The person was not added.")
    reason = refusal(cohort.programme.rules.admission, cohort.course_key, places_held(person, cohort))
    if reason:
        raise Refusal(f"{reason} The person was not added.")


def places_held(person: Person, cohort: Cohort) -> list[Held]:
    """Return her places in other batches of this programme; no query where the programme does not ask."""
    if cohort.programme.rules.admission == AdmissionPolicy():
        return []
    # Two batches taking her at once follow one another here, so that the second sees the first.
    Person.objects.select_for_update().get(pk=person.pk)
    rows = Enrolment.objects.filter(person=person, cohort__programme=cohort.programme).exclude(cohort=cohort)
    now = timezone.now()
    return [
        Held(
            course_key=row.cohort.course_key,
            running=row.completed_at is None
            and row.state == Enrolment.State.ACTIVE
            and row.cohort.state != Cohort.State.ENDED
            and not over(row, now),
            completed=row.completed_at is not None,
        )
        for row in rows.select_related("cohort", "projection")
    ]


def over(enrolment: Enrolment, now: datetime) -> bool:
    """Answer whether a window has ended, as lists read it."""
    closes_at = enrolment.projection.closes_at if hasattr(enrolment, "projection") else None
    return closes_at is not None and closes_at <= now


@transaction.atomic
def withdraw(enrolment: Enrolment, *, by: Person | None) -> Enrolment:
    """Withdraw a person from a cohort: her door shuts, her marks and roll stay, her seat goes to the next."""
    require(by, "withdraw", enrolment)
    locked, now = lock_cohort(enrolment.cohort), timezone.now()
    enrolment.state = Enrolment.State.WITHDRAWN
    enrolment.save(update_fields=["state"])
    write(SeatKind.WITHDRAWN, locked, [enrolment.person_id], by=by, at=now)
    refresh_projections([enrolment.pk])
    free_places(locked, [enrolment.person_id])
    record(enrolment, "withdraw", by, enrolment=str(enrolment.uuid))
    offer_next(locked, now)
    return enrolment
