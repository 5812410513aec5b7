"""The pass rule: what was done and attended in, passed or what is missing out. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator

from courses.running.access.facts import Missing
from courses.running.passing.clauses import lacks, short
from courses.running.passing.facts import ClauseResult, ClauseState, PassFacts, PassResult
from courses.running.passing.marks import missing_in
from courses.running.policy import Policy
from courses.running.policy.clauses import Clause

TWO = 2


def percent_asked(policy: Policy, own: int | None) -> int:
    """Return the percent a marked activity asks for: its own or the programme's, whichever is higher."""
    return max(policy.passing.pass_percent, own or 0)


def judge(facts: PassFacts) -> PassResult:
    """Judge one person in one course."""
    clauses = tuple(judged(code, missing, facts) for code, missing in asked(facts))
    missing = tuple(item for clause in clauses if not clause.holds for item in clause.missing)
    return PassResult(passed=all(clause.holds for clause in clauses), missing=missing, clauses=clauses)


def asked(facts: PassFacts) -> Iterator[tuple[str, list[Missing]]]:
    """Yield everything the policy asks by its code, with what is missing of it."""
    passing = facts.policy.passing
    yield "edition", [] if facts.steps else [Missing(kind="edition", have=0, need=1)]
    if passing.required_activities:
        required = [step for step in facts.steps if step.required]
        yield "required", [gap for step in required for gap in missing_in(step, facts.done.get(step.key), passing.late)]
    if passing.minutes:
        yield "required_minutes", short("minutes", facts.minutes, facts.policy.required_minutes)
    for code, clause in coded(passing.clauses):
        yield code, lacks(clause, facts)


def coded(clauses: Iterable[Clause]) -> Iterator[tuple[str, Clause]]:
    """Yield clauses with the codes by which an override names them: the kind, and from the second on its number."""
    seen: Counter[str] = Counter()
    for clause in clauses:
        seen[clause.kind] += 1
        number = seen[clause.kind]
        yield (clause.kind if number == 1 else f"{clause.kind}-{number}"), clause


def judged(code: str, missing: list[Missing], facts: PassFacts) -> ClauseResult:
    """Return the state of one clause: an override of two people stands where something is short."""
    state: ClauseState = "not_met" if facts.over else "not_yet"
    if not missing:
        state = "met"
    elif waived(code, facts):
        state = "waived"
    return ClauseResult(code, state, tuple(missing))


def waived(code: str, facts: PassFacts) -> bool:
    """Answer whether two different people, neither of them she herself, let this clause count as met."""
    if facts.policy.passing.override != "two_people" or code == "edition":
        return False
    return any(len(set(each.people) - {facts.person, ""}) >= TWO for each in facts.overrides if each.clause == code)
