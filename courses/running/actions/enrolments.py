"""Enrolments: add a person to a cohort, and withdraw her."""

from django.db import transaction
from django.utils import timezone

from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.actions.outages import meet_standing_outages
from courses.running.errors import Refusal
from courses.running.models import Cohort, Enrolment
from courses.running.permissions import require
from lms.people.models import Person


@transaction.atomic
def enrol(person: Person, cohort: Cohort, *, by: Person | None) -> Enrolment:
    """Enrol a person, or take her back after a withdrawal; enrolling her twice changes nothing.

    Raise ``Refusal`` when the cohort is for women and she is not recorded as a woman, or when it has ended.
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


@transaction.atomic
def withdraw(enrolment: Enrolment, *, by: Person | None) -> Enrolment:
    """Withdraw a person from a cohort: her door shuts, her marks and roll stay."""
    require(by, "withdraw", enrolment)
    enrolment.state = Enrolment.State.WITHDRAWN
    enrolment.save(update_fields=["state"])
    refresh_projections([enrolment.pk])
    record(enrolment, "withdraw", by, enrolment=str(enrolment.uuid))
    return enrolment
