"""How much time in class a policy asks for, whichever of its rules says so. Pure."""

from fractions import Fraction
from math import ceil

from courses.running.policy import Policy
from courses.running.policy.clauses import AttendanceClause, MinutesClause, SessionsClause


def minutes_asked(rules: Policy) -> int:
    """Return the most minutes in class that any part of the pass rule asks for; 0 when none does."""
    asked = [rules.required_minutes if rules.passing.minutes else 0]
    for clause in rules.passing.clauses:
        if isinstance(clause, MinutesClause):
            asked.append(clause.least)
        if isinstance(clause, AttendanceClause):
            asked.append(share_of_planned(clause, rules))
    return max(asked)


def share_of_planned(clause: AttendanceClause, rules: Policy) -> int:
    """Return the share of the planned minutes in whole ones: part of a minute is asked for as a whole one."""
    return ceil(Fraction(clause.percent) * rules.planned_minutes / 100)


def sessions_asked(rules: Policy) -> int:
    """Return the most class sessions that any clause asks for; 0 when none does."""
    return max((each.least for each in rules.passing.clauses if isinstance(each, SessionsClause)), default=0)
