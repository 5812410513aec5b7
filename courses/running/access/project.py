"""The projection of a window: what lists sort by, a pure function of the same facts that the door reads."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from courses.running.access.clock import endless
from courses.running.access.facts import AccessFacts
from courses.running.access.rule import intervals, shut, stretches

State = Literal["waiting", "dated", "frozen", "closed", "withdrawn", "no_show"]


@dataclass(frozen=True)
class Projection:
    """First opening, last closing, minutes in class, and what cannot be read from the two times.

    Frozen for good, it has no closing.
    """

    opens_at: datetime | None
    closes_at: datetime | None
    minutes: int
    state: State


def project(facts: AccessFacts) -> Projection:
    """Return the projection of these facts; it holds no present time, so it stays true until the facts change."""
    found = intervals(facts) if facts.cohort_open else []
    state = state_of(facts, dated=bool(found))
    return Projection(
        opens_at=found[0].opens if found else None,
        closes_at=found[-1].closes if found and state != "frozen" else None,
        minutes=sum(item.minutes for item in facts.roll),
        state=state,
    )


def state_of(facts: AccessFacts, *, dated: bool) -> State:
    """Name the state of a window, the strongest word first."""
    if facts.withdrawn:
        return "withdrawn"
    if facts.no_show:
        return "no_show"
    if endless(shut(facts)):
        return "closed"
    if endless(stretches(facts)):
        return "frozen"
    return "dated" if dated else "waiting"
