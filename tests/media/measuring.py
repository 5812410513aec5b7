"""What a file shows and when, measured in decoded pictures and samples."""

import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from media_pipeline.ffmpeg import find_binary

SAMPLES = 48_000


def decode(path: Path, *options: str) -> bytes:
    """The output of the site's ffmpeg for a file of ours."""
    command = [find_binary(), "-nostdin", "-v", "error", "-i", str(path), *options, "-"]
    return subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True).stdout


def pictures(path: Path) -> list[tuple[float, str]]:
    """The second and the checksum of every picture."""
    listed = decode(path, "-map", "0:v", "-fps_mode", "passthrough", "-f", "framecrc").decode().splitlines()
    base = next(line for line in listed if line.startswith("#tb 0:")).rpartition(" ")[2]
    above, below = map(int, base.split("/"))
    rows = [line.split(",") for line in listed if not line.startswith("#")]
    return [(int(row[2]) * above / below, row[-1].strip()) for row in rows]


def brightness(path: Path) -> list[float]:
    """How bright each picture is, 0 to 255."""
    grey = decode(path, "-map", "0:v", "-fps_mode", "passthrough", "-vf", "scale=1:1,format=gray", "-f", "rawvideo")
    return [float(value) for value in grey]


def loudness(path: Path) -> NDArray[np.float64]:
    """Every sample of the sound, at 48 kHz, as its distance from silence."""
    raw = decode(path, "-map", "0:a", "-ac", "1", "-ar", str(SAMPLES), "-f", "s16le")
    return np.abs(np.frombuffer(raw, "<i2").astype(float))


def flashes(path: Path) -> list[float]:
    """The seconds at which the picture turns from dark to bright."""
    bright = [value > 128 for value in brightness(path)]
    moments = [second for second, _ in pictures(path)]
    return [moments[i] for i in range(1, len(bright)) if bright[i] and not bright[i - 1]]


def beeps(path: Path) -> list[float]:
    """The seconds at which sound begins after at least 0.2 s of silence."""
    samples = loudness(path)
    loud = np.flatnonzero(samples > 0.25 * samples.max())
    first = np.concatenate([[True], np.diff(loud) > SAMPLES // 5])
    return [float(at) / SAMPLES for at in loud[first]]
