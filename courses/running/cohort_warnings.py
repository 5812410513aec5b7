"""What to look at before a batch is opened. It warns and never refuses: who knows better goes on. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CohortFacts:
    """What is known of a batch: its window, its planned classes, its centre.

    ``window_ends_at`` is None where each trainee has an end of her own. ``makeup_left`` are the classes still planned
    in which missed ones can be made up, None where the programme has no such classes.
    """

    required_minutes: int
    planned_minutes: int
    required_sessions: int
    planned_sessions: int
    window_ends_at: datetime | None = None
    last_session_ends_at: datetime | None = None
    makeup_left: int | None = None
    at_home: bool = False
    has_centre: bool = True
    has_contact: bool = True
    women_only: bool = False
    has_woman_contact: bool = True
    has_women_hours: bool = True


def cohort_warnings(facts: CohortFacts) -> list[str]:
    """Return everything that will trouble the trainees of this batch, a sentence each, the worst first."""
    return [*class_warnings(facts), *centre_warnings(facts)]


def class_warnings(facts: CohortFacts) -> Iterator[str]:
    """Yield what does not fit between classes, window and rule."""
    ends, last = facts.window_ends_at, facts.last_session_ends_at
    if ends is not None and last is not None and ends < last:
        yield "The window ends before the last class planned. Give more days in the programme, or days after classes."
    if facts.planned_minutes < facts.required_minutes:
        yield (
            f"The classes planned come to {facts.planned_minutes} minutes, and {facts.required_minutes} are required: "
            "as planned, nobody can pass."
        )
    if facts.planned_sessions < facts.required_sessions:
        yield (
            f"Classes planned: {facts.planned_sessions}; required: {facts.required_sessions}. "
            "As planned, nobody can pass."
        )
    if facts.makeup_left == 0:
        yield "No class is left in which a missed one can be made up."


def centre_warnings(facts: CohortFacts) -> Iterator[str]:
    """Yield what the centre lacks."""
    if facts.at_home:
        return
    if not facts.has_centre:
        yield "No centre is chosen: a closed door can name nobody to ask."
        return
    if not facts.has_contact:
        yield "The centre has no contact for trainees: a closed door can name nobody to ask."
    if facts.women_only and not facts.has_woman_contact:
        yield "The centre names no woman to ask, and this batch is for women."
    if facts.women_only and not facts.has_women_hours:
        yield "The centre has neither hours nor places for women alone, and this batch is for women."
