"""What is chosen for one recording: plain data, and the rules that propose it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from media_pipeline.pipeline.content import Survey, still_moments
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.recipes import (
    CAMERA_FALLBACK_SHORT_SIDE,
    CAMERA_SHORT_SIDE,
    SHORT_SIDE,
    Picture,
    fit,
    frame_rate,
)

# Words on a slide wait for nobody; a screen at work and a speaker in a corner need more pictures, a camera most.
RATES = {"slides": 4, "screen": 4, "inset": 8, "camera": 15}
# Letters too small for 720 lines: more lines, and fewer pictures to pay for them.
TINY_TEXT_SHORT_SIDE, TINY_TEXT_RATE = 1080, 2
# What the encoder can hold in a gigabyte of memory.
TINY_TEXT_PIXELS = 1920 * 1080
SAMPLES = 3


@dataclass(frozen=True)
class Choices:
    """The pictures of both files of the small video, and how words are read.

    ``languages`` are those that the slides seem to be written in, and ``reader`` is the program that read: other
    programs choose other bytes. ``readable`` is the share of words that each rung keeps, where it was measured.
    """

    video: Picture
    fallback: Picture
    languages: tuple[str, ...] = ()
    reader: str = ""
    readable: tuple[tuple[str, float], ...] = ()

    def readable_in(self, rung: str) -> float | None:
        """Share of the words of sample pictures that can be read in ``rung``, 0 to 1; None when it was not measured."""
        return dict(self.readable).get(rung)


def read_choices(data: Mapping[str, Any]) -> Choices:
    """The choices that ``dataclasses.asdict`` and JSON made plain."""
    return Choices(
        video=Picture(**data["video"]),
        fallback=Picture(**data["fallback"]),
        languages=tuple(data["languages"]),
        reader=data["reader"],
        readable=tuple((rung, share) for rung, share in data["readable"]),
    )


def usual(facts: Facts, content_class: str) -> Choices:
    """What is chosen where nothing can be read."""
    return Choices(video_steps(facts, content_class)[0], fallback_steps(facts, content_class)[0])


def video_steps(facts: Facts, content_class: str) -> list[Picture]:
    """Proposals for AV1 in the order in which they are tried: resolution comes before the quantiser."""
    rate = frame_rate(facts, RATES.get(content_class, 5))
    if content_class == "camera":
        return [Picture(CAMERA_SHORT_SIDE, rate, 50, camera=True)]
    finer = [Picture(TINY_TEXT_SHORT_SIDE, min(rate, TINY_TEXT_RATE), 62)] if _has_finer(facts) else []
    return [
        Picture(SHORT_SIDE, rate, 57),
        *finer,
        Picture(SHORT_SIDE, rate, 52),
        Picture(SHORT_SIDE, rate, 46),
    ]


def _has_finer(facts: Facts) -> bool:
    """True when the source has more lines than usual, and not more pixels than the encoder can hold."""
    if min(facts.width, facts.height) <= SHORT_SIDE:
        return False
    width, height = fit(facts.width, facts.height, TINY_TEXT_SHORT_SIDE)
    return width * height <= TINY_TEXT_PIXELS


def fallback_steps(facts: Facts, content_class: str) -> list[Picture]:
    """The same for H.264, whose bytes are capped anyway."""
    rate = frame_rate(facts, RATES.get(content_class, 5))
    if content_class == "camera":
        return [Picture(CAMERA_FALLBACK_SHORT_SIDE, rate, 30, camera=True)]
    return [Picture(SHORT_SIDE, rate, 34), Picture(SHORT_SIDE, rate, 32)]


def sample_moments(survey: Survey, seconds: float) -> list[float]:
    """When to look: at settled slides spread over the recording, or evenly where there are none."""
    if survey.content_class in ("slides", "inset") and survey.starts:
        return _spread(still_moments(survey.starts, seconds))
    return [seconds * (number + 0.5) / SAMPLES for number in range(SAMPLES)]


def _spread(moments: Sequence[float]) -> list[float]:
    wanted = min(SAMPLES, len(moments))
    return [moments[(2 * number + 1) * len(moments) // (2 * wanted)] for number in range(wanted)]
