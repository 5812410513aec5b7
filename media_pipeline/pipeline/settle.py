"""Which finished renditions are worth keeping: pure."""

from collections.abc import Mapping
from dataclasses import dataclass

RUNGS = ("audio", "slides", "video", "standard")
WORTH_IT = 0.8
MOVING = ("screen", "camera")


@dataclass(frozen=True)
class LeftOut:
    """A rendition that is not offered.

    ``instead`` is what gives more for no more bytes, a rung or ``source``; ``movement`` when nothing stands still.
    """

    rung: str
    instead: str


def settle(labels: Mapping[str, int], *, source_bytes: int, content_class: str) -> list[LeftOut]:
    """Which finished renditions to leave out: none may cost as much as the next better one, or as the source.

    ``labels`` are bytes by rung. When nothing would be left, the last rung stays even if the source is smaller still:
    it plays on any phone, which the source may not.
    """
    left_out = [LeftOut("slides", "movement")] if content_class in MOVING and "slides" not in labels else []
    limit, above = float(source_bytes), "source"
    made = [rung for rung in reversed(RUNGS) if rung in labels]
    for rung in made:
        share = WORTH_IT if (rung, above, content_class) == ("slides", "video", "screen") else 1.0
        last_hope = rung == made[-1] and above == "source"
        if labels[rung] >= limit * share and not last_hope:
            left_out.append(LeftOut(rung, above))
        else:
            limit, above = labels[rung], rung
    return left_out
