"""Cutting the picture of a recording into parts that any worker may encode: laid end to end they are the whole.

A part begins at a key frame of every file, so that parts join without being encoded again. Its first picture is the
one that was on screen at that moment, even if it had come long before: the reading begins earlier by a lead.
"""

from collections.abc import Callable
from math import floor
from pathlib import Path

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Progress, Tool
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.recipes import KEY_FRAME_SECONDS, Recipe

# Between two pictures there is at most a second, but for the gaps that the probe found.
LEAD = 2
SNIFF = 12
BITEXACT = {"an": None, "map_metadata": "-1", "fflags": "+bitexact", "flags:v": "+bitexact", "format": "mp4"}


def can_be_cut(source: Path) -> bool:
    """True for containers that list their key frames (MP4 and its family, Matroska, WebM): elsewhere a jump is a guess.

    Such a file is read from its beginning, in one part.
    """
    with source.open("rb") as stream:
        start = stream.read(SNIFF)
    return start[4:8] in (b"ftyp", b"moov", b"wide", b"mdat", b"free", b"skip") or start[:4] == b"\x1a\x45\xdf\xa3"


def part_starts(seconds: float, part_seconds: int) -> list[int]:
    """Where each part begins, in seconds; the last is never shorter than the distance between two key frames.

    ``part_seconds`` is a multiple of that distance; 0 gives one part.
    """
    if not part_seconds:
        return [0]
    last = max(0.0, seconds - KEY_FRAME_SECONDS)
    return [number * part_seconds for number in range(floor(last / part_seconds) + 1)]


def frames_of(seconds: float, part_seconds: int, position: int, rate: int) -> int:
    """How many pictures a part has; all parts together have those of the whole length."""
    last = len(part_starts(seconds, part_seconds)) - 1
    if position < last:
        return part_seconds * rate
    return max(1, round(seconds * rate) - last * part_seconds * rate)


def lead_of(facts: Facts, start: float) -> float:
    """How many seconds before ``start`` the reading begins, so that it meets the picture on screen then."""
    earlier = [floor(begin) for begin, end in facts.gaps if begin <= start <= end + LEAD]
    return start - max(0, min([start, *earlier]) - LEAD)


def make_part(
    source: Path,
    target: Path,
    recipe: Recipe,
    position: int,
    *,
    facts: Facts,
    part_seconds: int,
    tool: Tool,
    report: Callable[[float], None],
) -> Path:
    """Encode one part into ``target``, without sound; the same part always has the same bytes. Raises FfmpegError."""
    options = dict(recipe)
    rate = options.pop("rate")
    start = part_starts(facts.seconds, part_seconds)[position]
    frames = frames_of(facts.seconds, part_seconds, position, rate)
    lead = lead_of(facts, start)

    def heard(progress: Progress) -> None:
        report(min(1.0, progress.frames / frames))

    # A picture that ends before the sound does stays on screen.
    rows = f"{ffmpeg.evenly(rate, start=lead)},setpts=PTS-STARTPTS"
    options |= {"vf": f"{rows},{recipe['vf']}", "frames:v": frames} | BITEXACT
    ffmpeg.make(source, target, streams=("V:0",), options=options, tool=tool, report=heard, start=start - lead)
    return target
