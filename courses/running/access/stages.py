"""Modules that open on a day of the window, or at minutes in class. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from courses.running.access.clock import day_begins, used_up
from courses.running.access.facts import AccessFacts, Missing
from courses.running.access.rule import opening, stopped
from courses.running.policy.stages import Stage


@dataclass(frozen=True)
class Gate:
    """What keeps a module shut: the instant at which its day begins, or minutes in class; of several, all of them.

    Neither: a day that does not come while the clock stands still.
    """

    opens_at: datetime | None
    missing: tuple[Missing, ...]


def gate(stages: Iterable[Stage], number: int, facts: AccessFacts, at: datetime) -> Gate | None:
    """Return what keeps module ``number``, counted from 1, shut at ``at``; None when nothing does.

    Without the roll in ``facts`` ask only about days.
    """
    mine = [stage for stage in stages if stage.module == number]
    have = sum(item.minutes for item in facts.roll)
    short = [Missing("minutes", have, stage.minutes) for stage in mine if stage.minutes and have < stage.minutes]
    days = [day_opens(stage.day, facts) for stage in mine if stage.day is not None]
    ahead = [moment for moment in days if moment is None or at < moment]
    if not short and not ahead:
        return None
    return Gate(
        opens_at=max((moment for moment in ahead if moment is not None), default=None) if None not in ahead else None,
        missing=tuple(sorted(short, key=lambda missing: missing.need)[-1:]),
    )


def day_opens(day: int, facts: AccessFacts) -> datetime | None:
    """Return when day ``day`` of her window begins; the first is the local day on which it opens.

    While the clock stands still no day is used up. None while nothing has opened the window, or it stands for good.
    """
    found = opening(facts)
    if found is None:
        return None
    opens, zone = found[0], ZoneInfo(facts.time_zone)
    begins = day_begins(opens.astimezone(zone).date() + timedelta(days=day - 1), zone)
    return used_up(opens, begins - opens, stopped(facts)) if begins > opens else opens
