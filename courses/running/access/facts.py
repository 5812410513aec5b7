"""What the access rule is told, and what it answers. Plain data: no database, no clock, no settings."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Basis = Literal["cohort_start", "enrolment", "first_session", "minutes_reached"]
EntryKind = Literal["extend", "freeze", "resume", "outage", "close", "reopen", "undo"]
Reason = Literal[
    "open",
    "cohort_planned",
    "not_started",
    "minutes_short",
    "over",
    "frozen",
    "closed",
    "withdrawn",
    "no_show",
    "not_in_course",
    "module_waits",
    "module_not_yet",
]


@dataclass(frozen=True)
class Window:
    """When the door is open: ``days`` whole local days, or ``months``, from the basis.

    ``minutes`` stand with the basis minutes reached alone. With ``after_last_session_days`` it never ends before so
    many whole days after the day of the last class planned.
    """

    basis: Basis
    days: int | None = None
    minutes: int | None = None
    months: int | None = None
    after_last_session_days: int | None = None


@dataclass(frozen=True)
class Entry:
    """One line of the access ledger, with the keys of itself and of the line it supersedes.

    ``days`` of an extension; ``at`` of a close, and with ``until`` of an outage. ``reason`` is a code that decides
    nothing: words are made of it.
    """

    key: str
    kind: EntryKind
    effective_at: datetime
    days: int | None = None
    at: datetime | None = None
    supersedes: str | None = None
    until: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class RollMinutes:
    """Minutes in class that count, at the end of their class session."""

    at: datetime
    minutes: int


@dataclass(frozen=True)
class AccessFacts:
    """All that decides about one enrolment. ``time_zone`` is the cohort's; ``starts_on`` a day in it.

    ``last_session_ends_at`` is told where the window asks for it.
    """

    cohort_open: bool
    starts_on: date
    time_zone: str
    window: Window
    roll: tuple[RollMinutes, ...] = ()
    entries: tuple[Entry, ...] = ()
    withdrawn: bool = False
    enrolled_at: datetime | None = None
    last_session_ends_at: datetime | None = None
    no_show: bool = False


@dataclass(frozen=True)
class Missing:
    """Something not there yet: ``have`` of ``need``, in the unit of its kind, of the activity ``key`` if it is of one.

    Kinds: ``minutes`` (in class), ``activity`` (0 of 1 done), ``marks`` (percent), ``edition`` (nothing released yet),
    ``module`` (required activities done in the module ``key``); of clauses ``sessions``, ``items``, ``late`` (days
    late, of those allowed), ``points``, ``floor``, ``tasks``, ``quality`` (percent), ``assessors``, ``industry``,
    ``agreed``. Marks, points and percent are cut down for reading, never up; no rule compares these figures.
    """

    kind: str
    have: int | Decimal
    need: int | Decimal
    key: str | None = None


@dataclass(frozen=True)
class MissingPart(Missing):
    """Something missing in a part of weighted marks: its name in English stands as ``key``, here it is in Urdu."""

    name_ur: str = ""


@dataclass(frozen=True)
class Decision:
    """The door's answer at one instant, with its reason and the window it was read from.

    ``closes_at`` is the first instant at which it is shut again; both are None while no window is known.
    """

    open: bool
    reason: Reason
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    missing: tuple[Missing, ...] = ()
