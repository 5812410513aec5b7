"""What a policy asks, clause by clause, in sentences for staff. Pure."""

from collections.abc import Iterator
from functools import singledispatch

from courses.running.passing.judging import coded
from courses.running.passing.marks import readable
from courses.running.policy import Policy
from courses.running.policy.clauses import (
    AssessorsClause,
    AttendanceClause,
    Choice,
    Component,
    ItemsClause,
    MinutesClause,
    QualityClause,
    SessionsClause,
    WeightedClause,
)
from courses.running.policy.stages import AdmissionPolicy, Stage


def rules_of(policy: Policy) -> list[str]:
    """Return every rule of a policy that is enforced, a sentence each, in the order in which it is judged."""
    return [
        *passing_rules(policy),
        *(stage_sentence(stage) for stage in policy.stages),
        *admission_rules(policy.admission),
    ]


def passing_rules(policy: Policy) -> Iterator[str]:
    """Yield what passing asks for."""
    passing = policy.passing
    if passing.required_activities:
        yield f"All required activities, quizzes at {passing.pass_percent} percent or more."
    if passing.minutes and policy.required_minutes:
        yield f"{policy.required_minutes} minutes in class or more."
    for _code, clause in coded(passing.clauses):
        yield sentence(clause)
    if passing.late is not None:
        late = passing.late
        yield f"Late work loses {readable(late.percent_a_day)} percent a day and counts for {late.days} days at most."


@singledispatch
def sentence(clause: object) -> str:
    """Return what a clause asks for."""
    raise TypeError(f"No sentence is written for the clause {clause!r}.")


@sentence.register
def _minutes(clause: MinutesClause) -> str:
    return f"{clause.least} minutes in class or more."


@sentence.register
def _attendance(clause: AttendanceClause) -> str:
    return f"{readable(clause.percent)} percent of the planned minutes in class or more."


@sentence.register
def _sessions(clause: SessionsClause) -> str:
    each = f", each for {clause.minutes_each} minutes or more" if clause.minutes_each > 1 else ""
    return f"{clause.least} class sessions attended or more{each}."


@sentence.register
def _items(clause: ItemsClause) -> str:
    if clause.least is None:
        return f"Finished and passed: all of {meant(clause)}."
    return f"Finished and passed: {clause.least} of {meant(clause)} or more."


@sentence.register
def _weighted(clause: WeightedClause) -> str:
    parts = "; ".join(component_sentence(each) for each in clause.components)
    least = f"{readable(clause.percent)} points of 100 or more" if clause.percent else "Points"
    return f"{least}: {parts}."


@sentence.register
def _quality(clause: QualityClause) -> str:
    return f"A mean quality of {readable(clause.percent)} percent or more over {clause.tasks} tasks or more."


@sentence.register
def _assessors(clause: AssessorsClause) -> str:
    industry = f", {clause.industry} of them from industry" if clause.industry else ""
    return f"{clause.assessors} assessors{industry}; {clause.agree} of them find her or him competent."


def component_sentence(component: Component) -> str:
    """Return one part of weighted marks."""
    best = f"the best {component.best}" if component.best else "the mean"
    of = f" of {component.of}" if component.of else ""
    floor = f", {readable(component.floor)} or more" if component.floor else ""
    return f"{component.name}, {readable(component.weight)} points for {best}{of}{floor}"


def meant(choice: Choice) -> str:
    """Return which activities a clause means."""
    return f"{len(choice.keys)} named activities" if choice.keys else f"the activities of kind “{choice.activities}”"


def stage_sentence(stage: Stage) -> str:
    """Return when a module opens."""
    if stage.day is not None:
        return f"Module {stage.module} opens on day {stage.day} of the window."
    return f"Module {stage.module} opens at {stage.minutes} minutes in class."


def admission_rules(admission: AdmissionPolicy) -> Iterator[str]:
    """Yield whom batches of the programme take."""
    if admission.most_at_once is not None:
        yield f"At most {admission.most_at_once} courses of the programme at a time."
    if admission.first_course is not None:
        yield "One course of the programme comes first for everybody."
    if admission.after_courses:
        yield f"Only after {len(admission.after_courses)} other courses are completed."
