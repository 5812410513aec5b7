"""Marks, compared exactly: fractions inside, cut down to two places only where a person reads them. Pure."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from courses.running.access.facts import Missing, MissingPart
from courses.running.passing.facts import Done, PassFacts, Step
from courses.running.policy.clauses import Choice, Component, LatePolicy

CENT = Decimal("0.01")


def readable(value: Fraction | Decimal) -> Decimal:
    """Return a value for reading, cut down and never up, without empty places: 9.999 is 9.99."""
    exact = Fraction(value)
    cut = (Decimal(exact.numerator * 100 // exact.denominator) / 100).quantize(CENT, rounding=ROUND_DOWN)
    return cut.to_integral_value() if cut == cut.to_integral_value() else cut.normalize()


def chosen(choice: Choice, steps: Sequence[Step]) -> list[Step]:
    """Return the activities a clause means, in the order of the course."""
    if choice.activities is not None:
        return [step for step in steps if choice.activities in step.kinds]
    keys = {str(key) for key in choice.keys}
    return [step for step in steps if step.key in keys]


def share(done: Done | None, late: LatePolicy | None) -> Fraction | None:
    """Return the share of an activity's marks, lateness taken off; None while it has neither marks nor an end.

    One without marks is worth all once it is done. What came later than the rule allows is worth nothing.
    """
    if done is None:
        return None
    if done.score is not None and done.max_score:
        earned = Fraction(done.score) / Fraction(done.max_score)
    elif done.done:
        earned = Fraction(1)
    else:
        return None
    if late is None or not done.late_days:
        return earned
    if done.late_days > late.days:
        return Fraction(0)
    return max(Fraction(0), earned * (1 - Fraction(late.percent_a_day) * done.late_days / 100))


def points(component: Component, facts: PassFacts) -> Fraction:
    """Return the points of a component: its weight times the mean of its best items; what is not there is nothing."""
    late = facts.policy.passing.late
    shares = [share(facts.done.get(step.key), late) or Fraction(0) for step in chosen(component, facts.steps)]
    counted = component.best or max(len(shares), len(component.keys))
    if not counted:
        return Fraction(0)
    return Fraction(component.weight) * sum(sorted(shares, reverse=True)[:counted], Fraction(0)) / counted


def short_of_floor(component: Component, have: Fraction) -> list[Missing]:
    """Return what a component lacks of its floor."""
    if have >= Fraction(component.floor):
        return []
    short = MissingPart("floor", readable(have), readable(component.floor), component.name, component.name_ur)
    return [short]


def missing_in(step: Step, done: Done | None, late: LatePolicy | None = None) -> list[Missing]:
    """Return what an activity still lacks; marks are compared exactly, never as rounded percent."""
    if late is not None and done is not None and done.late_days > late.days:
        return [Missing(kind="late", have=done.late_days, need=late.days, key=step.key)]
    if step.percent is None:
        return [] if done and done.done else [Missing(kind="activity", have=0, need=1, key=step.key)]
    if done is None or done.score is None or not done.max_score:
        return [Missing(kind="activity", have=0, need=1, key=step.key)]
    earned = share(done, late) or Fraction(0)
    if earned * 100 < step.percent:
        return [Missing(kind="marks", have=int(earned * 100), need=step.percent, key=step.key)]
    return []
