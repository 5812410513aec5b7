"""When each slide comes, as two files beside a rendition of slides: canonical bytes, the same for the same slides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lms.foundation.canonical import canonical_json
from media_pipeline.captions.cues import Cue
from media_pipeline.captions.write import to_webvtt
from media_pipeline.pipeline.words import heading

FORMAT = 1


@dataclass(frozen=True)
class TimedSlide:
    """A slide that begins at ``at`` seconds; ``still`` and ``still_fallback`` are names of its pictures."""

    at: float
    text: str
    still: str
    still_fallback: str


def timeline(slides: Sequence[TimedSlide], *, seconds: float) -> bytes:
    """Format 1: the length in seconds, and each slide with its time, its words and its pictures."""
    return canonical_json({
        "format": FORMAT,
        "seconds": round(seconds, 3),
        "slides": [
            {"at": round(each.at, 3), "text": each.text, "still": each.still, "still_fallback": each.still_fallback}
            for each in slides
        ],
    })  # fmt: skip


def chapters(slides: Sequence[TimedSlide], *, seconds: float, name: Callable[[int], str]) -> bytes:
    """WebVTT: a chapter for each slide, called by its first line, else by ``name`` of its number (from 1)."""
    starts = [round(each.at * 1000) for each in slides]
    named = enumerate(zip(pairwise([*starts, round(seconds * 1000)]), slides, strict=True), start=1)
    return to_webvtt(
        Cue(start, end, heading(each.text) or name(number)) for number, ((start, end), each) in named if start < end
    )
