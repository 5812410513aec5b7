"""Who of a batch owes hours, those first who can no longer reach the minimum. Reads; two queries."""

from dataclasses import dataclass
from datetime import datetime

from courses.running.attendance.meetings import Class, classes_of, next_make_up, owing_of
from courses.running.attendance.owing import Owing
from courses.running.models import Cohort, Enrolment

MOST_SHOWN = 50


@dataclass(frozen=True)
class Owes:
    """One trainee and what she owes."""

    enrolment: Enrolment
    owing: Owing


@dataclass(frozen=True)
class Risk:
    """What a batch's page says of hours owed; ``beyond`` counts those who can no longer reach the minimum."""

    rows: list[Owes]
    people: int
    beyond: int
    make_up: Class | None


def risk_of(cohort: Cohort, now: datetime) -> Risk:
    """Return who owes hours, the worst first."""
    if not cohort.programme.rules.planned_minutes:
        return Risk([], 0, 0, None)
    classes = classes_of(cohort)
    active = cohort.enrolments.filter(state=Enrolment.State.ACTIVE)
    rows = active.select_related("person__user", "projection").order_by("person__display_name", "pk")
    found = [Owes(row, owing_of(cohort, classes, minutes_of(row), now)) for row in rows]
    owe = [each for each in found if each.owing.beyond_reach or (each.owing.owed and each.owing.short)]
    owe.sort(key=lambda each: (not each.owing.beyond_reach, -each.owing.owed))
    beyond = sum(each.owing.beyond_reach for each in owe)
    return Risk(owe[:MOST_SHOWN], len(owe), beyond, next_make_up(classes, now))


def minutes_of(enrolment: Enrolment) -> int:
    """Return minutes in class as lists show them."""
    return enrolment.projection.minutes if hasattr(enrolment, "projection") else 0
