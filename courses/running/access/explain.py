"""Facts and decisions as lines of JSON, so that anybody can hold the rule against a second implementation. Pure.

The format is told in ``docs/reference/access.md``.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime

from pydantic import AwareDatetime, ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from courses.running.access.facts import AccessFacts, Decision
from courses.running.access.rule import access


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Question:
    """The facts of one enrolment and the instant at which its door is asked."""

    facts: AccessFacts
    at: AwareDatetime


QUESTION = TypeAdapter(Question)


def answered(line: str) -> str:
    """Return the decision about one line of facts, or ``{"error": …}`` with what is wrong with the line."""
    try:
        asked = QUESTION.validate_json(line)
        if (asked.facts.window.days is None) == (asked.facts.window.months is None):
            return json.dumps({"error": "facts.window: give days or months"})
        last = asked.facts.last_session_ends_at
        if last is not None and last.tzinfo is None:
            return json.dumps({"error": "facts.last_session_ends_at: give the instant with its offset"})
        decision = access(asked.facts, asked.at)
    except ValidationError as reason:
        first = reason.errors()[0]
        place = ".".join(map(str, first["loc"]))
        return json.dumps({"error": f"{place}: {first['msg']}" if place else first["msg"]})
    except (ValueError, OverflowError, KeyError, TypeError) as reason:
        return json.dumps({"error": str(reason)})
    return json.dumps(said(decision))


def said(decision: Decision) -> dict[str, object]:
    """Return a decision as JSON-ready values, times in UTC."""
    return asdict(decision) | {"opens_at": _utc(decision.opens_at), "closes_at": _utc(decision.closes_at)}


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
