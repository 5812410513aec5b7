"""Joins the parts of a picture and the whole sound into the file that a phone plays; nothing is encoded again."""

from collections.abc import Sequence
from pathlib import Path

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline.codecs import video_codec
from media_pipeline.pipeline.outputs import Output
from media_pipeline.pipeline.parts import frames_of
from media_pipeline.pipeline.plan import Plan, Step
from media_pipeline.pipeline.recipes import WHOLE, Recipe
from media_pipeline.pipeline.voice import codec_of


def join_video(
    plan: Plan, step: Step, role: str, parts: Sequence[Path], sound: Path | None, *, tool: Tool, folder: Path
) -> Output:
    """One video file of a rendition. ``parts`` and ``sound`` must lie in ``folder``. Raises FfmpegError."""
    recipe = step.pictures[role].recipe
    rate = recipe["rate"]
    pieces = [
        ffmpeg.Piece(path, frames_of(plan.facts.seconds, plan.part_seconds, position, rate) / rate)
        for position, path in enumerate(parts)
    ]
    name = role if step.rung == "video" else f"{step.rung}-{role}"
    target = folder / f"{name}.mp4"
    ffmpeg.join(pieces, target, tool=tool, options={"c": "copy"} | WHOLE, sound=sound)
    codecs = [video_codec(target), *([codec_of(step.sounds[role].recipe)] if sound else [])]
    width, height = _size_of(recipe)
    return Output(role, target, "mp4", "video/mp4", ", ".join(codecs), width=width, height=height)


def _size_of(recipe: Recipe) -> tuple[int, int]:
    """Width and height that a picture's recipe scales to."""
    width, height = recipe["vf"].rpartition("scale=")[2].split(":")[:2]
    return int(width), int(height)
