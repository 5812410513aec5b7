"""Looks at the pictures of a whole recording."""

from pathlib import Path

from media_pipeline.ffmpeg import FfmpegError, Tool
from media_pipeline.pipeline import refusals
from media_pipeline.pipeline.changes import find_changes, measure_movement
from media_pipeline.pipeline.content import Survey, has_inset, name_content
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.samples import samples


def survey(source: Path, facts: Facts, *, tool: Tool, folder: Path) -> Survey:
    """What the recording shows and when its slides come; raises Refusal when the picture cannot be read."""
    if not facts.has_picture:
        return Survey("audio")
    try:
        movement = measure_movement(samples(source, facts, tool=tool, folder=folder))
        starts = find_changes(samples(source, facts, tool=tool, folder=folder), movement.left_out)
    except FfmpegError as error:
        raise refusals.picture_unreadable() from error
    return name_content(
        starts or [0.0],
        seconds=facts.seconds,
        live_share=movement.live_share,
        busy_share=movement.busy_share,
        inset=has_inset(movement.busy),
    )
