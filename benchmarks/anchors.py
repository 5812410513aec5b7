"""What others make of a recording, by the options they publish.

Kolibri: the defaults of ricecooker, which prepares its channels. PeerTube: x264 veryfast with a largest rate of
width x height x frames x a factor of the resolution, key frames every two seconds, AAC stereo.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.recipes import WHOLE

BITS_A_PIXEL = {240: 0.17, 480: 0.12}
FASTEST = 30.0


@dataclass(frozen=True)
class Anchor:
    """One rendition of somebody else's."""

    name: str
    lines: int
    picture: Mapping[str, Any]
    sound: Mapping[str, Any]


def anchors(facts: Facts) -> list[Anchor]:
    """Kolibri's one rendition and two of PeerTube's, for this recording."""
    kolibri = {"c:v": "libx264", "profile:v": "baseline", "level": "3.0", "preset": "slow", "crf": 32}
    return [
        Anchor("Kolibri", 480, kolibri, {"c:a": "aac", "b:a": "32k", "ac": 1}),
        *(_peertube(facts, lines) for lines in BITS_A_PIXEL),
    ]


def _peertube(facts: Facts, lines: int) -> Anchor:
    rate = min(FASTEST, facts.frames_per_second)
    most = int(lines * lines * facts.width / facts.height * rate * BITS_A_PIXEL[lines])
    picture = {
        "c:v": "libx264",
        "preset": "veryfast",
        "maxrate": most,
        "bufsize": 2 * most,
        "b_strategy": 1,
        "bf": 16,
        "r": f"{rate:.3f}",
        "g": max(1, int(rate * 2)),
    }
    return Anchor(f"PeerTube {lines}p", lines, picture, {"c:a": "aac", "b:a": "128k", "ac": 2})


def encode(anchor: Anchor, source: Path, facts: Facts, *, tool: Tool, folder: Path) -> Path:
    """The finished file in ``folder``."""
    height = min(anchor.lines, facts.height) // 2 * 2
    streams = ("V:0", "a:0") if facts.has_sound else ("V:0",)
    sound = anchor.sound if facts.has_sound else {"an": None}
    target = folder / f"{anchor.name.replace(' ', '-').lower()}.mp4"
    options = {"vf": f"scale=-2:{height}", "pix_fmt": "yuv420p"} | dict(anchor.picture) | dict(sound) | WHOLE
    ffmpeg.make(source, target, streams=streams, options=options, tool=tool)
    return target
