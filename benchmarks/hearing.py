"""How well a voice can be understood against its source: STOI and ESTOI, 0 to 1."""

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Tool

RATE = 16000
SECONDS = 30
LEVELLED = "highpass=f=80,loudnorm=I=-18:TP=-2:LRA=11"


def why_not() -> str | None:
    """Why nothing can be measured here, or None."""
    return None if importlib.util.find_spec("pystoi") else "pystoi is not installed"


def _samples(path: Path, tool: Tool, folder: Path) -> Any:
    """The first half minute, levelled as the renditions are."""
    target = folder / "heard.raw"
    options: dict[str, Any] = {"af": LEVELLED, "ac": 1, "ar": RATE, "format": "f32le", "t": SECONDS}
    ffmpeg.make(path, target, streams=("a:0",), options=options, tool=tool)
    return np.fromfile(target, np.float32).astype(float)


def intelligibility(source: Path, rendition: Path, *, tool: Tool, folder: Path) -> dict[str, float]:
    """``stoi`` and ``estoi`` of the first half minute, after laying the two over each other."""
    from pystoi import stoi

    one, two = _samples(source, tool, folder), _samples(rendition, tool, folder)
    length, reach = min(len(one), len(two)), RATE // 2
    one, two = one[:length], two[:length]
    spectrum = np.fft.irfft(np.fft.rfft(one, 2 * length) * np.conj(np.fft.rfft(two, 2 * length)))
    lag = int(np.argmax(np.concatenate([spectrum[-reach:], spectrum[:reach]]))) - reach
    if lag > 0:
        one, two = one[lag:], two[: length - lag]
    elif lag < 0:
        one, two = one[: length + lag], two[-lag:]
    return {
        "stoi": round(float(stoi(one, two, RATE)), 3),
        "estoi": round(float(stoi(one, two, RATE, extended=True)), 3),
    }
