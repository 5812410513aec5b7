"""What counts as watched: nothing twice, nothing faster than a clock on the wall allows. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from courses.running.watching.stretches import Stretch, Stretches, beyond, length, parted, united

# The greatest speed of the player, and a tenth more for clocks and rounding.
GREATEST_SPEED = 2
PACE = 1.1 * GREATEST_SPEED
# What one sending brings follows within this; afterwards, time that nobody played in is worth nothing.
ONE_SENDING = timedelta(seconds=45)


@dataclass(frozen=True)
class Clock:
    """One phone in one person's hands: when the server last heard it, and the seconds it may still claim from then."""

    heard_at: datetime
    spare: float = 0.0


@dataclass(frozen=True)
class Watched:
    """What a person has watched of one lecture, and what she has told of that no clock has allowed yet."""

    counted: Stretches = ()
    waiting: Stretches = ()

    @property
    def seconds(self) -> int:
        """Seconds of the lecture that count."""
        return length(self.counted)


def gone_on(clock: Clock, at: datetime) -> Clock:
    """Return the clock at ``at``: the time since it was last heard is what may have been played, at the greatest speed.

    Kept on the phone without a link, an hour is an hour: the first of its events finds it all and leaves the rest to
    those that come in the same sending.
    """
    passed = max(at - clock.heard_at, timedelta())
    kept = clock.spare if passed <= ONE_SENDING else 0.0
    return Clock(max(at, clock.heard_at), kept + PACE * passed.total_seconds())


def heard(watched: Watched, said: tuple[Stretch, ...], clock: Clock) -> tuple[Watched, Clock]:
    """Return what counts after she has told of ``said``, and the clock that paid for it.

    Only seconds not counted before cost anything. What the clock does not allow waits: it is counted, earliest second
    first, as later events bring more time. So a late event, a second phone or the same event again can only add.
    """
    new = beyond(united((*watched.waiting, *said)), watched.counted)
    allowed, waiting = parted(new, int(clock.spare))
    return (
        Watched(united((*watched.counted, *allowed)), waiting),
        replace(clock, spare=clock.spare - length(allowed)),
    )


def seconds_asked(lecture: float, percent: int) -> int:
    """Return the least seconds of a lecture that are ``percent`` of it; its last, broken second is nobody's."""
    return ceil(int(lecture) * percent / 100)


def seconds_missing(watched: int, lecture: float, percent: int) -> int:
    """Return how many seconds of a lecture are still to be watched; 0 when it is enough."""
    return max(seconds_asked(lecture, percent) - watched, 0)
