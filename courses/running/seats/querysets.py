"""Reads of seats."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from courses.running.models import Application, Cohort, Enrolment, SeatKind
from courses.running.seats.rule import free
from lms.people.models import Person


@dataclass(frozen=True)
class SeatCount:
    """The seats of a cohort: ``free`` is None where there is no limit."""

    enrolled: int
    offered: int
    waiting: int
    free: int | None


def lock_cohort(cohort: Cohort) -> Cohort:
    """Return the cohort as it is now, its row locked until the transaction ends: seats are given one after another."""
    rows = Cohort.objects.select_for_update(of=("self",)).select_related("programme")
    return rows.get(pk=cohort.pk)


def free_seats(cohort: Cohort) -> int | None:
    """Return how many seats are free, None without a limit; true for as long as the cohort's row is locked."""
    if cohort.seats is None:
        return None
    return free(cohort.seats, enrolled_in(cohort) + offered_in(cohort).count())


def enrolled_in(cohort: Cohort) -> int:
    """Return how many are enrolled."""
    return Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.ACTIVE).count()


def offered_in(cohort: Cohort) -> "QuerySet[Application]":
    """Return the offers that nobody has answered."""
    return Application.objects.filter(cohort=cohort, state=SeatKind.OFFERED)


def waiting_in(cohort: Cohort) -> "QuerySet[Application]":
    """Return who waits, the longest first."""
    return Application.objects.filter(cohort=cohort, state=SeatKind.WAITING).order_by("joined_at", "pk")


def seat_count(cohort: Cohort) -> SeatCount:
    """Return the numbers that staff read."""
    enrolled, offered = enrolled_in(cohort), offered_in(cohort).count()
    return SeatCount(enrolled, offered, waiting_in(cohort).count(), free(cohort.seats, enrolled + offered))


def open_applications(person: Person, at: datetime) -> list[Application]:
    """Return a person's places on waiting lists and the seats kept for her at ``at``, offers first; one query."""
    rows = Application.objects.filter(person=person, state__in=[SeatKind.WAITING, SeatKind.OFFERED])
    found = rows.exclude(offered_until__lte=at).select_related("cohort__programme", "cohort__edition")
    return sorted(found, key=lambda row: (row.state != SeatKind.OFFERED, row.joined_at))
