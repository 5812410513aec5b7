"""What a mark on a roll is in minutes. Pure: no database, no clock."""

from collections.abc import Iterable, Mapping

HERE, LATE, AWAY = "here", "late", "away"
# What a trainer chooses from; more would be typing.
STEPS = (5, 10, 15, 20, 30, 45, 60, 90, 120)


def minutes_of(mark: str, late: int, planned: int) -> int:
    """Minutes in class of somebody marked ``here``, ``away`` or ``late`` by so many minutes; never below 0.

    ``ValueError`` for any other mark, and for a lateness that is no part of the class.
    """
    if mark == HERE:
        return planned
    if mark == AWAY:
        return 0
    if mark == LATE and 0 < late <= planned:
        return planned - late
    raise ValueError(mark)


def mark_of(minutes: int | None, planned: int) -> tuple[str, int]:
    """The mark that stands for these minutes, and how late; nobody marked yet is taken to be here."""
    if minutes is None or minutes == planned:
        return HERE, 0
    return (AWAY, 0) if minutes == 0 else (LATE, planned - minutes)


def steps(planned: int, late: int) -> list[int]:
    """The latenesses to choose from in a class so long; one that stands already is among them."""
    return sorted({step for step in (*STEPS, late) if 0 < step < planned})


def read_marks(posted: Mapping[str, str], people: Iterable[str], planned: int) -> dict[str, int]:
    """Minutes by person, as a form without script posts them; whoever has no mark in it is left out."""
    found = {}
    for person in people:
        mark, late = posted.get(f"r-{person}", ""), posted.get(f"l-{person}", "")
        if mark:
            found[person] = minutes_of(mark, int(late) if late.isascii() and late.isdigit() else 0, planned)
    return found
