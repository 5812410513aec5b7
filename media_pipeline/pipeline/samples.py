"""A recording as a row of small grey pictures, two a second, for looking at what changes."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline.probe import Facts

PER_SECOND = 2
LONG_SIDE = 640
BLOCK = 16

Sample = NDArray[np.int16]
Mask = NDArray[np.bool_]


def sample_size(facts: Facts) -> tuple[int, int]:
    """Width and height of the samples: the long side is 640, both are whole blocks."""
    scale = LONG_SIDE / max(facts.width, facts.height)
    width, height = (max(BLOCK, round(side * scale / BLOCK) * BLOCK) for side in (facts.width, facts.height))
    return width, height


def samples(source: Path, facts: Facts, *, tool: Tool, folder: Path) -> Iterator[Sample]:
    """Every sample from the start; raises FfmpegError when the picture cannot be read."""
    width, height = sample_size(facts)
    # A last picture shorter than a sample is one all the same: it stands while the sound goes on.
    filters = f"{ffmpeg.evenly(PER_SECOND, held=2 / PER_SECOND)},scale={width}:{height}:flags=area"
    for frame in ffmpeg.raw_frames(source, filters=filters, size=width * height, tool=tool, folder=folder):
        yield np.frombuffer(frame, np.uint8).reshape(height, width).astype(np.int16)


def changed_blocks(one: Sample, other: Sample, threshold: float) -> Mask:
    """Which blocks of 16 x 16 differ by more than ``threshold`` grey levels on average."""
    rows, columns = one.shape[0] // BLOCK, one.shape[1] // BLOCK
    difference = np.abs(one - other).reshape(rows, BLOCK, columns, BLOCK)
    return np.asarray(difference.mean((1, 3)) > threshold)
