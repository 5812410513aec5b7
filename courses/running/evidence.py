"""The facts behind a result, copied as plain JSON: format 1. It names no person."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from courses.authoring.api import Activity
from courses.running.passing import ClauseResult
from courses.running.passing.sentences import passing_rules

if TYPE_CHECKING:
    from courses.running.standing import Standing

EVIDENCE_FORMAT = 1


def evidence_of(standing: "Standing") -> dict[str, Any]:
    """Return edition, rule, minutes, marks and dates of a standing; JSON-ready, nothing in it points to a row."""
    enrolment = standing.enrolment
    cohort = enrolment.cohort
    edition = cohort.edition
    return {
        "format": EVIDENCE_FORMAT,
        "passed": standing.passed,
        "course": {
            "key": str(cohort.course_key),
            "titles": dict(standing.manifest.titles) if standing.manifest else {},
        },
        "edition": {"number": edition.number, "hash": edition.hash} if edition else None,
        "programme": {"uuid": str(cohort.programme.uuid), "name": cohort.programme.name},
        "cohort": {"uuid": str(cohort.uuid), "starts_on": cohort.starts_on.isoformat(), "time_zone": cohort.time_zone},
        "enrolment": {"uuid": str(enrolment.uuid), "completed_at": moment(enrolment.completed_at)},
        "rule": cohort.programme.rules.as_json(),
        "rule_sentences": list(passing_rules(cohort.programme.rules)),
        "minutes": standing.minutes,
        "sessions": sum(item.minutes > 0 for item in standing.facts.roll),
        "clauses": [clause_evidence(clause) for clause in standing.result.clauses],
        "activities": [activity_evidence(standing, activity) for activity in standing.activities],
    }


def clause_evidence(clause: ClauseResult) -> dict[str, Any]:
    """Return how one clause of the rule was judged, with what it lacked; figures are text, as marks are."""
    missing = [{"kind": each.kind, "have": str(each.have), "need": str(each.need)} for each in clause.missing]
    return {"code": clause.code, "state": clause.state, "missing": missing}


def activity_evidence(standing: "Standing", activity: Activity) -> dict[str, Any]:
    """Return what is on record about one activity."""
    record = standing.records.get(str(activity.key))
    return {
        "key": str(activity.key),
        "kind": activity.kind,
        "titles": dict(activity.titles),
        "required": activity.required,
        "done_at": moment(record.done_at) if record else None,
        "score": marks_text(record.best_score) if record else None,
        "max_score": marks_text(record.max_score) if record else None,
    }


def moment(value: datetime | None) -> str | None:
    """Return a time as text in UTC, to the second."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


def marks_text(value: Decimal | None) -> str | None:
    """Return marks as exact text without empty decimals: “17”, “17.5”."""
    return format(value.normalize(), "f") if value is not None else None
