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
from media_pipeline.pipeline.stills import StillWriter, take_still
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
    half = 0.5 / (len(starts) + 1)
    read = partial(_words, reader, plan.choices.languages)
    pictures: list[Path] = []
    words: list[Words] = []
    for position, moment in enumerate(still_moments(starts, plan.facts.seconds)):
        image = take_still(source, plan.facts, moment, tool=tool, folder=folder)
        words.append(readable.enough(read(image)))
        pictures.append(folder / f"slide-{position:03d}.png")
        image.save(pictures[-1], compress_level=1)
        report(half * (position + 1))
    writer = StillWriter(step.recipe, folder, words=sum(each.total() for each in words), read=read)
    stills: list[Output] = []
    for position, (picture, start) in enumerate(zip(pictures, starts, strict=True)):
        with Image.open(picture) as image:
            stills += writer.write(image, words[position], position=position, start=start)
        report(half * (len(starts) + position + 1))
    keep = make_keep(pictures, starts, plan.facts, step.recipe["keep"], sound=voice, tool=tool, folder=folder)
    return [*stills, keep], writer.share


def _words(reader: Reader, languages: tuple[str, ...], image: Image.Image) -> Words:
    return readable.words(reader.read(image, languages)) if languages else Words()
