"""Joins the stretches that are used of a recording into one file, exact to the picture.

The picture is first given an even rate, and the sound is divided into as many pieces a second: then each piece of sound
belongs to one picture, and the same numbers choose both.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import FfmpegError, Progress, Tool
from media_pipeline.pipeline import refusals
from media_pipeline.pipeline.probe import Facts

SAMPLES = 48_000
# Each divides the samples of a second into equal pieces.
RATES = (5, 8, 10, 12, 15, 16, 20, 24, 25, 30)
FAST = 25

Stretches = Sequence[Sequence[float]]
PICTURE: dict[str, Any] = {
    "c:v": "libx264",
    "preset": "veryfast",
    "crf": 16,
    "threads": 2,
    "pix_fmt": "yuv420p",
}
SOUND: dict[str, Any] = {"c:a": "aac", "b:a": "160k", "ar": SAMPLES}
WHOLE: dict[str, Any] = {"map_metadata": "-1", "fflags": "+bitexact", "format": "mp4"}


def rate_of(facts: Facts) -> int:
    """Pictures a second of the joined file: no fewer than the source shows, up to 30."""
    if facts.variable_rate:
        return FAST
    return next((rate for rate in RATES if rate >= facts.frames_per_second - 0.1), RATES[-1])


def chosen(stretches: Stretches, rate: int) -> str:
    """Which pictures, and so which pieces of sound, are used, as an expression of ffmpeg."""
    spans = ((round(start * rate), round(end * rate) - 1) for start, end in stretches)
    return "+".join(f"between(n,{first},{last})" for first, last in spans)


def options_of(facts: Facts, stretches: Stretches) -> dict[str, Any]:
    """The options that make the joined file."""
    rate = rate_of(facts)
    numbers = chosen(stretches, rate)
    options = dict(WHOLE)
    if facts.has_picture:
        held = max(1.0, facts.seconds - facts.picture_end + 1)
        rows = f"{ffmpeg.evenly(rate, start=0, held=held)},select='{numbers}',setpts=N/({rate}*TB)"
        options |= PICTURE | {"vf": rows, "g": rate, "r": rate}
    if facts.has_sound:
        even = f"aresample={SAMPLES}:async=1:first_pts=0,asetnsamples=n={SAMPLES // rate}:p=1"
        options |= SOUND | {"af": f"{even},aselect='{numbers}',asetpts=N/SR/TB"}
    return options


def join_stretches(
    source: Path, target: Path, stretches: Stretches, *, facts: Facts, tool: Tool, report: Callable[[float], None]
) -> Path:
    """Write what is used of ``source`` into ``target``. Raises Refusal when it cannot be read to its end."""
    length = sum(end - start for start, end in stretches)

    def heard(progress: Progress) -> None:
        report(min(1.0, progress.seconds / length))

    streams = [*(["V:0"] if facts.has_picture else []), *(["a:0"] if facts.has_sound else [])]
    try:
        ffmpeg.make(source, target, streams=streams, options=options_of(facts, stretches), tool=tool, report=heard)
    except FfmpegError as error:
        raise (refusals.part_failed("the cut") if error.reason == "exit" else refusals.took_too_long()) from error
    return target
