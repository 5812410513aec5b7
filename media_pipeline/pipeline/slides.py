"""Puts together the pictures of the rendition of slides and voice."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PIL import Image

from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline import readable
from media_pipeline.pipeline.content import still_moments
from media_pipeline.pipeline.keep import make_keep
from media_pipeline.pipeline.outputs import Output
from media_pipeline.pipeline.plan import Plan, Step
from media_pipeline.pipeline.readable import Words
from media_pipeline.pipeline.stills import Still, take_still, write_still
from media_pipeline.reader import Reader


def make_slides(
    source: Path,
    plan: Plan,
    step: Step,
    *,
    voice: Path | None,
    tool: Tool,
    folder: Path,
    reader: Reader,
    report: Callable[[float], None],
) -> tuple[list[Output], float | None]:
    """Both files of every still in order, the one file to keep, and the share of words that the stills still show.

    ``voice`` is the sound that plays everywhere, in ``folder``. Raises FfmpegError.
    """
    starts = plan.survey.starts
    read = partial(_words, reader, plan.choices.languages)
    stills: list[Still] = []
    pictures: list[Path] = []
    for position, moment in enumerate(still_moments(starts, plan.facts.seconds)):
        image = take_still(source, plan.facts, moment, tool=tool, folder=folder)
        stills.append(write_still(image, step.recipe, folder, position=position, start=starts[position], read=read))
        pictures.append(folder / f"slide-{position:03d}.png")
        image.save(pictures[-1], compress_level=1)
        report((position + 1) / (len(starts) + 1))
    keep = make_keep(pictures, starts, plan.facts, step.recipe["keep"], sound=voice, tool=tool, folder=folder)
    return [*(output for still in stills for output in still.outputs), keep], _share(stills)


def _words(reader: Reader, languages: tuple[str, ...], image: Image.Image) -> Words:
    return readable.words(reader.read(image, languages)) if languages else Words()


def _share(stills: list[Still]) -> float | None:
    total = sum(still.words for still in stills)
    return round(sum(still.kept for still in stills) / total, 4) if total >= readable.FEWEST else None
