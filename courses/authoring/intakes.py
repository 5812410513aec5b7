"""When a course begins next: this room knows no batch, so rooms above say it here, and say nothing about people."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

# So many first days are shown.
MOST = 5


@dataclass(frozen=True)
class Intake:
    """The first day of one run of a course, and where it meets; no place means that it meets nowhere."""

    starts_on: date
    place: str = ""
    place_ur: str = ""
    women_only: bool = False

    def where(self, language: str) -> str:
        """Return the place's name in ``language``, in English where there is none."""
        return (self.place_ur if language == "ur" else "") or self.place


Source = Callable[[UUID, int], Iterable[Intake]]
_sources: list[Source] = []


def register_intakes(source: Source) -> None:
    """Ask ``source`` with a course's key and how many it wants whenever somebody reads about that course."""
    _sources.append(source)


def are_told() -> bool:
    """Whether any room says when courses begin."""
    return bool(_sources)


def next_intakes(course_key: UUID) -> list[Intake]:
    """The next first days of this course, the soonest first; two runs that a visitor cannot tell apart are one."""
    told = {intake for source in _sources for intake in source(course_key, MOST)}
    return sorted(told, key=lambda intake: (intake.starts_on, intake.place, intake.women_only))[:MOST]
