"""What a trainee owes in class, and whether she can still reach the minimum. Pure; all in minutes."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Meeting:
    """One class session of a batch: planned minutes, those of them without power, and what became of it.

    ``state``: held (it is over and its roll was taken), unknown (over, no roll yet), coming.
    """

    minutes: int
    dark: int = 0
    state: str = "held"
    make_up: bool = False


@dataclass(frozen=True)
class Owing:
    """What she owes. ``owed`` is against the classes held so far, ``dark`` the part of it that power cuts took.

    ``short`` is what the minimum still asks for; ``reachable`` the most she can come to; ``beyond_reach`` says that
    this is less than the minimum.
    """

    attended: int
    owed: int
    dark: int
    short: int
    reachable: int
    beyond_reach: bool


def owing(meetings: Iterable[Meeting], *, planned: int, required: int, attended: int, ended: bool = False) -> Owing:
    """Return what somebody with ``attended`` minutes owes.

    The minimum is held against the whole plan and not against the classes held so far: planned minutes that no class
    has been set for can still be taught, until the batch has ``ended``. A class whose roll nobody has taken yet may
    turn out either way, so it counts as still to come. Make-up classes are never owed; they only pay back.
    """
    every = list(meetings)
    classes = [each for each in every if not each.make_up]
    held = sum(each.minutes for each in classes if each.state == "held")
    coming = sum(each.minutes for each in classes if each.state != "held")
    make_up = sum(each.minutes for each in every if each.make_up and each.state != "held")
    unset = 0 if ended else max(0, planned - held - coming)
    owed = max(0, min(held, planned) - attended)
    reachable = attended + coming + unset + make_up
    return Owing(
        attended=attended,
        owed=owed,
        dark=min(owed, sum(each.dark for each in classes if each.state == "held")),
        short=max(0, required - attended),
        reachable=reachable,
        beyond_reach=reachable < required,
    )
