"""What each clause still lacks: one function a clause, facts in, everything missing out. Pure."""

from fractions import Fraction
from functools import singledispatch

from courses.running.access.facts import Missing
from courses.running.passing.asked import share_of_planned
from courses.running.passing.facts import PassFacts
from courses.running.passing.marks import chosen, missing_in, points, readable, short_of_floor
from courses.running.policy.clauses import (
    AssessorsClause,
    AttendanceClause,
    ItemsClause,
    MinutesClause,
    QualityClause,
    SessionsClause,
    WeightedClause,
)


def short(kind: str, have: int, need: int) -> list[Missing]:
    """Return what is missing of a count, nothing when it is there."""
    return [Missing(kind, have, need)] if have < need else []


@singledispatch
def lacks(clause: object, facts: PassFacts) -> list[Missing]:  # noqa: ARG001  (each registered rule reads them)
    """Return everything that ``clause`` still misses in these facts, empty when it is met."""
    raise TypeError(f"No rule is written for the clause {clause!r}.")


@lacks.register
def _minutes(clause: MinutesClause, facts: PassFacts) -> list[Missing]:
    return short("minutes", facts.minutes, clause.least)


@lacks.register
def _attendance(clause: AttendanceClause, facts: PassFacts) -> list[Missing]:
    return short("minutes", facts.minutes, share_of_planned(clause, facts.policy))


@lacks.register
def _sessions(clause: SessionsClause, facts: PassFacts) -> list[Missing]:
    return short("sessions", sum(each >= clause.minutes_each for each in facts.sessions), clause.least)


@lacks.register
def _items(clause: ItemsClause, facts: PassFacts) -> list[Missing]:
    """All of them by name; of at least so many only how many, for she may choose which."""
    steps, late = chosen(clause, facts.steps), facts.policy.passing.late
    gaps = {step.key: missing_in(step, facts.done.get(step.key), late) for step in steps}
    if clause.least is not None:
        return short("items", sum(not gap for gap in gaps.values()), clause.least)
    # A key that her edition does not have can be met by nobody, and must not be met by everybody.
    absent = [Missing("activity", 0, 1, str(key)) for key in clause.keys if str(key) not in gaps]
    if not steps and not absent:
        return [Missing("items", 0, 1)]
    return [missing for gap in gaps.values() for missing in gap] + absent


@lacks.register
def _weighted(clause: WeightedClause, facts: PassFacts) -> list[Missing]:
    """Floors first, by name, then the whole."""
    earned = [(component, points(component, facts)) for component in clause.components]
    missing = [gap for component, have in earned for gap in short_of_floor(component, have)]
    total = sum((have for _component, have in earned), Fraction(0))
    if total < Fraction(clause.percent):
        missing.append(Missing("points", readable(total), readable(clause.percent)))
    return missing


@lacks.register
def _quality(clause: QualityClause, facts: PassFacts) -> list[Missing]:
    count = len(facts.tasks)
    missing = short("tasks", count, clause.tasks)
    mean = sum(map(Fraction, facts.tasks), Fraction(0)) / count if count else Fraction(0)
    if count and mean < Fraction(clause.percent):
        missing.append(Missing("quality", readable(mean), readable(clause.percent)))
    return missing


@lacks.register
def _assessors(clause: AssessorsClause, facts: PassFacts) -> list[Missing]:
    """Each assessor counts once, with her last word."""
    panel = {each.assessor: each for each in facts.assessments}.values()
    return [
        *short("assessors", len(panel), clause.assessors),
        *short("industry", sum(each.industry for each in panel), clause.industry),
        *short("agreed", sum(each.competent for each in panel), clause.agree),
    ]
