"""Where an enrolment stands: door, minutes, activities, marks, and whether the course is passed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from courses.authoring.api import Activity, Manifest, Module, load_manifest
from courses.running.access.door import decide
from courses.running.access.facts import AccessFacts, Decision
from courses.running.access.ledger import read_facts
from courses.running.access.stages import Gate, gate
from courses.running.access.waiting import waits_for
from courses.running.evidence import evidence_of
from courses.running.models import ActivityRecord, Enrolment
from courses.running.passing import Done, PassFacts, PassResult, Step, judge, percent_asked


@dataclass(frozen=True)
class Standing:
    """One enrolment at one instant. ``records`` are by activity key as text; ``minutes`` are minutes in class."""

    enrolment: Enrolment
    manifest: Manifest | None
    facts: AccessFacts
    decision: Decision
    records: dict[str, ActivityRecord]
    result: PassResult
    at: datetime

    @property
    def minutes(self) -> int:
        """Minutes in class that count in this cohort."""
        return sum(item.minutes for item in self.facts.roll)

    @property
    def activities(self) -> Sequence[Activity]:
        """Every activity of the edition, in the order of the course."""
        return activities_of(self.manifest)

    @property
    def of(self) -> int:
        """How many activities the course has."""
        return len(self.activities)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(self.is_done(activity.key) for activity in self.activities)

    @property
    def passed(self) -> bool:
        """Whether the pass rule is met by what is on record now."""
        return self.result.passed

    @cached_property
    def evidence(self) -> dict[str, Any]:
        """The facts behind the result as plain JSON, to be copied where they must outlive their rows."""
        return evidence_of(self)

    def is_done(self, key: object) -> bool:
        """Whether the activity of this key is done."""
        record = self.records.get(str(key))
        return record is not None and record.state == ActivityRecord.State.DONE


def standing(enrolment: Enrolment, at: datetime | None = None) -> Standing:
    """Return where one enrolment stands; two queries."""
    return standings([enrolment], at)[0]


def standings(enrolments: Iterable[Enrolment], at: datetime | None = None) -> list[Standing]:
    """Return where each enrolment stands, in the same order; two queries for all of them together."""
    rows = list(enrolments)
    facts = read_facts(rows)
    records: dict[int, dict[str, ActivityRecord]] = {row.person_id: {} for row in rows}
    for record in ActivityRecord.objects.filter(person__in=list(records)):
        records[record.person_id][str(record.activity_key)] = record
    return [stand(row, facts[row.pk], records[row.person_id], at) for row in rows]


def stand(
    enrolment: Enrolment, facts: AccessFacts, records: dict[str, ActivityRecord], at: datetime | None = None
) -> Standing:
    """Return the standing from facts and records already read; no query."""
    edition = enrolment.cohort.edition
    manifest = load_manifest(edition) if edition is not None else None
    at = at or timezone.now()
    decision = decide(enrolment, facts, at=at)
    result = judge(
        PassFacts(
            policy=enrolment.cohort.programme.rules,
            steps=tuple(step_of(activity, enrolment) for activity in activities_of(manifest)),
            done={key: done_of(record) for key, record in records.items()},
            minutes=sum(item.minutes for item in facts.roll),
            sessions=tuple(item.minutes for item in facts.roll),
            person=str(enrolment.person_id),
            over=decision.reason == "over",
        )
    )
    return Standing(enrolment, manifest, facts, decision, records, result, at)


def activities_of(manifest: Manifest | None) -> Sequence[Activity]:
    """Return every activity of a manifest in order; nothing of none."""
    return manifest.activities if manifest else ()


def step_of(activity: Activity, enrolment: Enrolment) -> Step:
    """Return what the pass rule asks of an activity; one whose extra names ``pass_percent`` is marked."""
    percent = None
    if "pass_percent" in activity.extra:
        percent = percent_asked(enrolment.cohort.programme.rules, activity.extra["pass_percent"])
    kinds = frozenset({activity.kind, "lecture"} if activity.lectures else {activity.kind})
    return Step(key=str(activity.key), required=activity.required, percent=percent, kinds=kinds)


def done_of(record: ActivityRecord) -> Done:
    """Return what the pass rule reads of a record."""
    return Done(record.state == ActivityRecord.State.DONE, record.best_score, record.max_score)


def next_activity(standing: Standing, manifest: Manifest | None = None) -> Activity | None:
    """Return the first activity that is open and not done, a required one before the others; None when all is done."""
    known = manifest or standing.manifest
    done = {key for key in standing.records if standing.is_done(key)}
    modules = [module for module in known.modules if not waits_for(known, module, done)] if known else []
    modules = [module for module in modules if known and gate_of(standing, known, module) is None]
    left = [item for module in modules for item in module.activities if not standing.is_done(item.key)]
    return next((item for item in left if item.required), left[0] if left else None)


def gate_of(standing: Standing, manifest: Manifest, module: Module) -> Gate | None:
    """Return what keeps a module shut by its day or by minutes in class; None when nothing does."""
    stages = standing.enrolment.cohort.programme.rules.stages
    return gate(stages, manifest.modules.index(module) + 1, standing.facts, standing.at)
