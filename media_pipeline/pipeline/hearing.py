"""Listens to a recording once: how loud it is, whether there is anything, and whether its two channels fight."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Tool

# Loudness by EBU R 128 (filter ebur128), then the level of left, right and both added (filter astats). Each line that
# is printed holds the measure from the beginning up to there, so the last one is the measure of all.
MEASURE = (
    "aformat=channel_layouts=stereo,highpass=f=60,ebur128=metadata=1,pan=3.0|c0=c0|c1=c1|c2=0.5*c0+0.5*c1,"
    "astats=metadata=1:measure_perchannel=RMS_level:measure_overall=none,ametadata=mode=print:file=-"
)
VALUE = re.compile(rb"^lavfi\.(r128\.I|astats\.[123]\.RMS_level)=(-?[\d.]+|-inf|nan)$", re.MULTILINE)
TAIL = 1 << 13
# EBU R 128 measures nothing below this.
FLOOR = -70.0
# Added, two alike stay as loud, two strangers lose 3 decibels, one alone 6; more is lost by opposite signs only.
CANCELLED = -9.0


@dataclass(frozen=True)
class Heard:
    """``loudness`` in LUFS, None when silent or shorter than 0.4 seconds; ``one_channel`` is the one to use alone."""

    loudness: float | None
    silent: bool
    one_channel: int | None


def hear(source: Path, *, tool: Tool, folder: Path) -> Heard | None:
    """Decode all of the first sound track; None when nothing in it can be decoded. Raises FfmpegError."""
    options = {"af": MEASURE, "format": "null"}
    return judge(ffmpeg.listen(source, streams=("a:0",), options=options, tool=tool, folder=folder))


def judge(printed: Iterable[bytes]) -> Heard | None:
    """What the printed measures say: pure."""
    tail = b""
    for chunk in printed:
        tail = (tail + chunk)[-TAIL:]
    values = {name: float(value) for name, value in VALUE.findall(tail)}
    left, right, both = (values.get(f"astats.{number}.RMS_level".encode()) for number in (1, 2, 3))
    if left is None or right is None or both is None:
        return None
    louder = max(left, right)
    # A number that is none compares as false, so a broken measure is silence.
    if not louder > FLOOR:
        return Heard(None, silent=True, one_channel=None)
    loudness = values.get(b"r128.I", FLOOR)
    cancelled = both - louder < CANCELLED
    return Heard(
        round(loudness, 1) if loudness > FLOOR else None,
        silent=False,
        one_channel=int(right > left) if cancelled else None,
    )
