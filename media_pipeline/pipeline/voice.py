"""Makes the sound of a recording, always whole: joined from parts it would drift by a second in an hour."""

from collections.abc import Callable
from pathlib import Path

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Progress, Tool
from media_pipeline.pipeline.outputs import Output
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.recipes import WHOLE, Recipe

CODECS = {"libopus": ("webm", "opus"), "aac": ("m4a", "mp4a.40.2")}
TYPES = {"webm": "audio/webm", "m4a": "audio/mp4"}
# An MP4 begins with the size of each of its packets: 240 KB an hour, which a weak link has to bring before any sound is
# heard. WebM begins with a place to seek to every five seconds: a jump costs what lies between, 7 KB at the most.
WEBM: Recipe = {
    "map_metadata": "-1",
    "fflags": "+bitexact",
    "cluster_time_limit": 5_000,
    "cues_to_front": 1,
    "format": "webm",
}


def suffix_of(recipe: Recipe) -> str:
    """The ending of a sound file's name."""
    return CODECS[recipe["c:a"]][0]


def codec_of(recipe: Recipe) -> str:
    """The codec of a sound by its RFC 6381 name."""
    return CODECS[recipe["c:a"]][1]


def make_sound(
    source: Path, target: Path, recipe: Recipe, *, facts: Facts, tool: Tool, report: Callable[[float], None]
) -> Path:
    """Encode the sound of ``source`` into ``target``; the same recipe gives the same bytes. Raises FfmpegError."""

    def heard(progress: Progress) -> None:
        report(min(1.0, progress.seconds / facts.seconds))

    container = WEBM if suffix_of(recipe) == "webm" else WHOLE
    ffmpeg.make(source, target, streams=("a:0",), options=recipe | container, tool=tool, report=heard)
    return target


def voice_outputs(sounds: dict[str, tuple[Recipe, Path]]) -> list[Output]:
    """The sound files of a rendition, by role, as its files."""
    return [
        Output(role, path, suffix_of(recipe), TYPES[suffix_of(recipe)], codec_of(recipe))
        for role, (recipe, path) in sounds.items()
    ]
