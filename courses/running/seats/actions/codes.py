"""The join code of a cohort: made, renewed and stopped by staff, typed by trainees."""

from django.db import transaction

from courses.running.actions.audit import record
from courses.running.errors import Refusal
from courses.running.models import Application, Cohort, Enrolment
from courses.running.permissions import require
from courses.running.seats.actions.waiting import enrol_or_wait
from lms.foundation.api import new_code, read_code
from lms.people.models import Person

CODE_LENGTH = 8


class NoSuchCode(Refusal):
    """This code joins nothing for this person. One answer for every reason: the code tells nothing about a batch."""


@transaction.atomic
def make_join_code(cohort: Cohort, *, by: Person | None) -> str:
    """Give a cohort a new code and return it; the code before it stops working."""
    require(by, "change", cohort)
    return _keep(cohort, new_code(CODE_LENGTH), by) or ""


@transaction.atomic
def stop_join_code(cohort: Cohort, *, by: Person | None) -> None:
    """Let nobody join by code any more; whoever did stays."""
    require(by, "change", cohort)
    _keep(cohort, None, by)


def _keep(cohort: Cohort, code: str | None, by: Person | None) -> str | None:
    cohort.join_code = code
    cohort.save(update_fields=["join_code"])
    record(cohort, "change_join_code", by, cohort=str(cohort.uuid))
    return code


def join_by_code(person: Person, text: str) -> Enrolment | Application:
    """Enrol a person by the code she typed, or put her on the waiting list when the seats are taken.

    ``NoSuchCode`` for a code that is none, was stopped, or is of a batch that has ended or cannot take her.
    """
    code = read_code(text)
    cohort = Cohort.objects.filter(join_code=code).first() if code else None
    # Who left or stayed away comes back by her centre alone.
    gone = Enrolment.objects.filter(person=person, cohort=cohort).exclude(state=Enrolment.State.ACTIVE)
    if cohort is None or gone.exists():
        raise NoSuchCode
    try:
        return enrol_or_wait(person, cohort, by=None)
    except Refusal as refusal:
        raise NoSuchCode from refusal
