"""When a recording is read: moments at which its words stand still, the same for every rendition."""

from collections.abc import Sequence
from itertools import pairwise

from media_pipeline.pipeline.samples import PER_SECOND, Sample, changed_blocks

MOVING = 3.0
# A caret, a pointer and letters that are being typed are no more than this share of the picture; a page is.
RESTING_SHARE = 0.01


def quiet_moments(samples: Sequence[Sample], count: int) -> list[float]:
    """``count`` moments in seconds, evenly spread, each moved to where no page moves half a second before and after.

    A rendition of four pictures a second shows a page that scrolls a blink later: that is no matter of reading. Where
    a recording never rests, the even moments stand.
    """
    resting = [changed_blocks(one, other, MOVING).mean() <= RESTING_SHARE for one, other in pairwise(samples)]
    quiet = [number for number in range(1, len(resting)) if resting[number - 1] and resting[number]]
    even = [len(samples) * (number + 0.5) / count for number in range(count)]
    return [_nearest(quiet, at) / PER_SECOND for at in even]


def _nearest(quiet: Sequence[float], at: float) -> float:
    return min(quiet, key=lambda each: abs(each - at), default=at)
