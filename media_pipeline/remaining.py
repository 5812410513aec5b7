"""How far the work on a recording is and how long it will still take: pure.

Work is counted in expected cost, whatever the unit; time in seconds from the moment the work began.
"""

from collections.abc import Iterable, Sequence
from math import floor


def percent_done(steps: Iterable[tuple[float, float]]) -> int:
    """From the cost of every step and its share done (0 to 1): 0 to 99, for the last hundredth is the end itself."""
    known = list(steps)
    total = sum(cost for cost, _ in known)
    done = sum(cost * share for cost, share in known)
    return min(99, floor(100 * done / total)) if total else 0


def seconds_left(finished: Sequence[tuple[float, float]], *, left: float, now: float) -> float | None:
    """How many seconds the cost ``left`` (of all steps that are not finished) will take, seen at ``now``.

    ``finished`` are the cost and the end of each finished step: what they really took is how fast it goes, other work
    in between included. None while nothing is finished: then nobody knows. Never negative.
    """
    done = sum(cost for cost, _ in finished)
    last = max((end for _, end in finished), default=0.0)
    if done <= 0 or last <= 0:
        return None
    return max(0.0, left * last / done - max(0.0, now - last))
