"""What the pass rule is told, and what it answers. Plain data: no database, no clock, no settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from courses.running.access.facts import Missing
from courses.running.policy import Policy

ClauseState = Literal["met", "not_yet", "not_met", "waived"]


@dataclass(frozen=True)
class Step:
    """One activity of the edition; ``percent`` is the least percent it asks for, None where it is not marked.

    ``kinds`` are the words by which a clause may mean it: its kind, and ``lecture`` where it holds one.
    """

    key: str
    required: bool = True
    percent: int | None = None
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Done:
    """What one person has in one activity; scores are marks of ``max_score``, ``late_days`` whole days after due."""

    done: bool
    score: Decimal | None = None
    max_score: Decimal | None = None
    late_days: int = 0


@dataclass(frozen=True)
class Assessment:
    """One assessor's word about her, the last of each counts; ``assessor`` is a key."""

    assessor: str
    competent: bool
    industry: bool = False


@dataclass(frozen=True)
class Override:
    """People who let the clause of this code count as met, by their keys."""

    clause: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class PassFacts:
    """All that decides whether a course is passed.

    ``minutes`` are minutes in class, ``sessions`` those of each class session on her roll. ``tasks`` are the quality
    of each task brought in, in percent. ``over``: nothing more can come. ``person`` is her own key.
    """

    policy: Policy
    steps: tuple[Step, ...]
    done: Mapping[str, Done]
    minutes: int
    sessions: tuple[int, ...] = ()
    tasks: tuple[Decimal, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    overrides: tuple[Override, ...] = ()
    person: str = ""
    over: bool = False


@dataclass(frozen=True)
class ClauseResult:
    """One clause judged. ``not_yet``: short, and there is still time; ``not_met``: short, and there is none.

    ``missing`` says what is short also where two people waived it.
    """

    code: str
    state: ClauseState
    missing: tuple[Missing, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it stands in nobody's way."""
        return self.state in ("met", "waived")


@dataclass(frozen=True)
class PassResult:
    """Passed, or everything that is still missing: of the course in its order, minutes, then clause by clause."""

    passed: bool
    missing: tuple[Missing, ...]
    clauses: tuple[ClauseResult, ...] = field(default=())
