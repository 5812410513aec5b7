"""The pass rule: what was done and attended in, passed or what is missing out. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from courses.running.access.facts import Missing
from courses.running.policy import Policy


@dataclass(frozen=True)
class Step:
    """One activity of the edition; ``percent`` is the least percent it asks for, None where it is not marked."""

    key: str
    required: bool = True
    percent: int | None = None


@dataclass(frozen=True)
class Done:
    """What one person has in one activity; scores are marks of ``max_score``."""

    done: bool
    score: Decimal | None = None
    max_score: Decimal | None = None


@dataclass(frozen=True)
class PassFacts:
    """All that decides whether a course is passed; ``minutes`` are minutes in class."""

    policy: Policy
    steps: tuple[Step, ...]
    done: Mapping[str, Done]
    minutes: int


@dataclass(frozen=True)
class PassResult:
    """Passed, or everything that is still missing, in the order of the course and the minutes last."""

    passed: bool
    missing: tuple[Missing, ...]


def percent_asked(policy: Policy, own: int | None) -> int:
    """Return the percent a marked activity asks for: its own or the programme's, whichever is higher."""
    return max(policy.passing.pass_percent, own or 0)


def judge(facts: PassFacts) -> PassResult:
    """Judge one person in one course."""
    missing: list[Missing] = []
    if not facts.steps:
        missing.append(Missing(kind="edition", have=0, need=1))
    if facts.policy.passing.required_activities:
        for step in facts.steps:
            missing += missing_in(step, facts.done.get(step.key))
    need = facts.policy.required_minutes
    if facts.policy.passing.minutes and facts.minutes < need:
        missing.append(Missing(kind="minutes", have=facts.minutes, need=need))
    return PassResult(passed=not missing, missing=tuple(missing))


def missing_in(step: Step, done: Done | None) -> list[Missing]:
    """Return what a required activity still lacks; marks are compared exactly, never as rounded percent."""
    if not step.required:
        return []
    if step.percent is None:
        return [] if done and done.done else [Missing(kind="activity", have=0, need=1, key=step.key)]
    if done is None or done.score is None or not done.max_score:
        return [Missing(kind="activity", have=0, need=1, key=step.key)]
    if done.score * 100 < step.percent * done.max_score:
        have = int(done.score * 100 // done.max_score)
        return [Missing(kind="marks", have=have, need=step.percent, key=step.key)]
    return []
