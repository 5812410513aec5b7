"""Puts together the rendition of slides and voice."""

from collections.abc import Callable
from pathlib import Path

from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline.content import still_moments
from media_pipeline.pipeline.outputs import Output
from media_pipeline.pipeline.plan import Plan, Step
from media_pipeline.pipeline.stills import take_still, write_still


def make_slides(
    source: Path, plan: Plan, step: Step, *, tool: Tool, folder: Path, report: Callable[[float], None]
) -> list[Output]:
    """Both files of every still, in order. Raises FfmpegError."""
    outputs: list[Output] = []
    starts = plan.survey.starts
    for position, moment in enumerate(still_moments(starts, plan.facts.seconds)):
        image = take_still(source, plan.facts, moment, tool=tool, folder=folder)
        outputs += write_still(image, step.recipe, folder, position=position, start=starts[position])
        report((position + 1) / len(starts))
    return outputs
