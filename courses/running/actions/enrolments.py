"""Enrolments: add a person to a cohort, and withdraw her."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.actions.outages import meet_standing_outages
from courses.running.admission import Held, refusal
from courses.running.errors import Refusal
from courses.running.models import Cohort, Enrolment
from courses.running.permissions import require
from courses.running.policy.stages import AdmissionPolicy
from lms.people.models import Person


@transaction.atomic
def enrol(person: Person, cohort: Cohort, *, by: Person | None) -> Enrolment:
    """Enrol a person, or take her back after a withdrawal; enrolling her twice changes nothing.

    Raise ``Refusal`` when the cohort is for women and she is not recorded as a woman, when it has ended, is closed to
    others than the members of an institute, or when the programme lets nobody in yet with the places she has.
    """
    require(by, "enrol", cohort)
    check_place(person, cohort)
    enrolment, created = Enrolment.objects.select_for_update(of=("self",)).get_or_create(
        person=person, cohort=cohort, defaults={"enrolled_at": timezone.now()}
    )
    if not created and enrolment.state == Enrolment.State.ACTIVE:
        return enrolment
    enrolment.state = Enrolment.State.ACTIVE
    enrolment.save(update_fields=["state"])
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
    """Withdraw a person from a cohort: her door shuts, her marks and roll stay."""
    require(by, "withdraw", enrolment)
    enrolment.state = Enrolment.State.WITHDRAWN
    enrolment.save(update_fields=["state"])
    refresh_projections([enrolment.pk])
    record(enrolment, "withdraw", by, enrolment=str(enrolment.uuid))
    return enrolment
