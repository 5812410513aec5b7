"""The first class of a batch: who was away from it. Reads only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from courses.running.models import Application, ClassSession, Cohort, Enrolment, RollEntry
from courses.running.querysets import standing_roll
from courses.running.seats.querysets import free_seats, offered_in, waiting_in
from courses.running.seats.rule import next_in_line


@dataclass(frozen=True)
class Absent:
    """Somebody with a seat, taken or offered, and no minutes; ``late`` when she got it after the class was over."""

    row: Enrolment | Application
    since: datetime
    late: bool

    @property
    def key(self) -> UUID:
        """The person's uuid."""
        return self.row.person.uuid

    @property
    def enrolled(self) -> bool:
        """Whether she has taken the seat, not only been offered it."""
        return isinstance(self.row, Enrolment)


def first_class(cohort: Cohort) -> ClassSession | None:
    """Return the earliest class of a cohort, None before there is one; lab slots, webinars and make-ups are none."""
    classes = cohort.class_sessions.filter(kind=ClassSession.Kind.CLASS, make_up=False)
    return classes.order_by("starts_at", "pk").first()


def was_there() -> Q:
    """Return the condition on a roll entry that puts somebody in the room, whatever a power cut left of her minutes.

    A device writes of those alone whom it saw.
    """
    return Q(minutes__gt=0) | Q(told_minutes__gt=0) | Q(source=RollEntry.Source.DEVICE)


def why_not_closed(cohort: Cohort, session: ClassSession | None) -> str:
    """Return a sentence why the roll of the first class cannot be closed now; empty when it can."""
    if not cohort.programme.rules.seats.no_show:
        return "In this programme nobody loses a seat by missing the first class."
    if cohort.first_class_closed_at is not None:
        return "The roll of the first class is closed already. Nothing was changed."
    if session is None or session.starts_at > timezone.now():
        return "The first class has not begun yet. Nothing was changed."
    if not session.roll_entries.filter(person__enrolments__cohort=cohort).exists():
        return "Nobody has taken the roll of the first class yet. Take it first, then close it."
    return ""


def absent_from(cohort: Cohort, session: ClassSession) -> list[Absent]:
    """Return who holds a seat and has no minutes in this class, by the name peers see."""
    there = set(standing_roll().filter(was_there(), session=session).values_list("person", flat=True))
    over = session.starts_at + timedelta(minutes=session.planned_minutes)
    rows = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.ACTIVE, completed_at=None)
    enrolled = [Absent(row, row.enrolled_at, row.enrolled_at >= over) for row in rows.select_related("person__user")]
    offers = offered_in(cohort).select_related("person__user")
    held = [*enrolled, *(Absent(row, row.since, row.since >= over) for row in offers)]
    found = [each for each in held if each.row.person_id not in there]
    return sorted(found, key=lambda each: each.row.person.display_name.casefold())


def offered_next(cohort: Cohort, absent: Collection[Absent]) -> int:
    """Return how many of those who wait are offered a seat once these have lost theirs."""
    free = free_seats(cohort)
    waiting = list(waiting_in(cohort).values_list("pk", flat=True))
    return len(next_in_line(waiting, None if free is None else free + len(absent)))
