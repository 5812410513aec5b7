"""What one person's day at the door means for her classes of that day. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from courses.running.access.clock import Interval
from courses.running.attendance.presence import (
    Day,
    Press,
    Stay,
    clipped,
    minutes_in,
    proposed_end,
    proposed_start,
    read_day,
)

State = Literal["used", "duplicate", "missing_out", "missing_in", "no_class", "locked", "differs"]


@dataclass(frozen=True)
class Room:
    """One class session of hers: ``standing`` are the minutes on the roll now, ``by_staff`` who wrote them."""

    stretch: Interval
    cuts: tuple[Interval, ...] = ()
    excused: bool = False
    locked: bool = False
    standing: int | None = None
    by_staff: bool = False


@dataclass(frozen=True)
class Verdict:
    """How a punch counted, in which class, and when its missing other half probably was."""

    state: State
    session: int | None = None
    proposed_at: datetime | None = None


@dataclass
class Outcome:
    """Minutes to write by class session, and a verdict for every punch of the day."""

    minutes: dict[int, int] = field(default_factory=dict)
    verdicts: dict[int, Verdict] = field(default_factory=dict)


def judge_day(presses: Iterable[Press], fold: timedelta, rooms: Mapping[int, Room]) -> Outcome:
    """Read one day. What staff wrote stands, a locked roll stays, and nothing is written where nobody was."""
    every = list(presses)
    day, outcome = read_day(every, fold), Outcome()
    states = {key: judge_room(room, day, key, outcome) for key, room in rooms.items()}
    for stay in day.stays:
        verdict = judge_stay(stay, rooms, states)
        outcome.verdicts[stay.came.key] = outcome.verdicts[stay.left.key] = verdict
    outcome.verdicts |= {key: Verdict("duplicate") for key in day.duplicates}
    stretches = {key: room.stretch for key, room in rooms.items()}
    for press in every:
        if press.key in day.lone:
            outcome.verdicts[press.key] = judge_lone(press, day, stretches)
    return outcome


def judge_room(room: Room, day: Day, key: int, outcome: Outcome) -> State:
    """Write the minutes of one class when they are to be written; return what stays in it come to."""
    stays = [stay.stretch for stay in day.stays]
    minutes = minutes_in(room.stretch, stays, room.cuts, excused=room.excused)
    there = bool(clipped(room.stretch, stays))
    if minutes == room.standing or not (there or (room.standing is not None and not room.by_staff)):
        return "used"
    if room.by_staff and room.standing is not None:
        return "differs"
    if room.locked:
        return "locked"
    outcome.minutes[key] = minutes
    return "used"


def judge_stay(stay: Stay, rooms: Mapping[int, Room], states: Mapping[int, State]) -> Verdict:
    """Return the verdict on both punches of a stay: the worst of the classes it reaches into."""
    reached = [key for key, room in rooms.items() if clipped(room.stretch, [stay.stretch])]
    for state in ("locked", "differs", "used"):
        found = next((key for key in reached if states[key] == state), None)
        if found is not None:
            return Verdict(state, found)  # type: ignore[arg-type]
    return Verdict("no_class")


def judge_lone(press: Press, day: Day, stretches: Mapping[int, Interval]) -> Verdict:
    """Return the verdict on a punch without its other half, with the moment staff are offered for it."""
    state = day.lone[press.key]
    find = proposed_end if state == "missing_out" else proposed_start
    proposed = find(press, stretches)
    if proposed is None:
        return Verdict("no_class")
    session = next(key for key, each in stretches.items() if proposed in (each.opens, each.closes))
    return Verdict(state, session, proposed)
