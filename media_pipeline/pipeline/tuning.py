"""Chooses for one recording by reading sample pictures of trial encodings against the source's own."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import FfmpegError, Tool
from media_pipeline.pipeline import readable, recipes
from media_pipeline.pipeline.choices import Choices, fallback_steps, sample_moments, usual, video_steps
from media_pipeline.pipeline.content import Survey
from media_pipeline.pipeline.parts import lead_of
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.readable import Words
from media_pipeline.pipeline.recipes import Picture, Recipe
from media_pipeline.pipeline.stills import take_still
from media_pipeline.reader import Reader

# A trial is this long and ends at its sample: long enough for the encoder to settle.
TRIAL_SECONDS = 3


def tune(source: Path, facts: Facts, survey: Survey, *, tool: Tool, folder: Path, reader: Reader) -> Choices:
    """The choices for ``source``: the same for the same file and programs. Works in ``folder``; raises FfmpegError.

    Where there is no reader, or hardly a word, the usual choices stand.
    """
    plain = usual(facts, survey.content_class)
    if not facts.has_picture or survey.content_class == "camera" or not reader.languages_available:
        return plain
    samples = Samples(source, facts, sample_moments(survey, facts.seconds), reader, tool=tool, folder=folder)
    plain = replace(plain, languages=samples.languages, reader=reader.name)
    if sum(words.total() for words in samples.words) < readable.FEWEST:
        return plain
    video, read = samples.first(video_steps(facts, survey.content_class), recipes.av1)
    fallback, read_fallback = samples.first(fallback_steps(facts, survey.content_class), recipes.h264)
    standard = samples.share(recipes.standard(facts))
    found = (("video", min(read, read_fallback)), ("standard", standard))
    return replace(plain, video=video, fallback=fallback, readable=found)


def languages_of(image: Image.Image, reader: Reader) -> tuple[str, ...]:
    """The languages to read a recording in, judged by the letters on one of its pictures."""
    known = reader.languages_available
    arabic = [each for each in ("ur", "ps") if each in known]
    if arabic and readable.mostly_arabic(reader.read(image, [*arabic, "en"])):
        return (*arabic, *(["en"] if "en" in known else []))
    return ("en",) if "en" in known else tuple(arabic)


class Samples:
    """Some moments of a recording: the words of the source there, and how many of them a trial keeps."""

    def __init__(
        self,
        source: Path,
        facts: Facts,
        moments: Sequence[float],
        reader: Reader,
        *,
        tool: Tool,
        folder: Path,
    ) -> None:
        self.source, self.facts, self.moments, self.tool, self.folder = source, facts, moments, tool, folder
        images = [take_still(source, facts, moment, tool=tool, folder=folder) for moment in moments]
        self.size = images[0].size
        self._reader = reader
        self.languages = languages_of(images[len(images) // 2], reader)
        self.words = [self._read(image) for image in images]

    def first(self, steps: Sequence[Picture], maker: Callable[[Facts, Picture], Recipe]) -> tuple[Picture, float]:
        """The first of the proposals that keeps the words; with the share it keeps.

        Where none does, the reader stumbles over the source's own letters: the first that is about as good as the best.
        """
        shares: dict[Picture, float] = {}
        for step in steps:
            shares[step] = self.share(maker(self.facts, step))
            if shares[step] >= recipes.READABLE_VIDEO:
                return step, shares[step]
        enough = max(shares.values()) - recipes.READABLE_NEAR
        return next((step, share) for step, share in shares.items() if share >= enough)

    def share(self, recipe: Recipe) -> float:
        """Share of the source's words that a trial of ``recipe`` keeps, 0 to 1."""
        pairs = [(words, self._trial(recipe, moment)) for words, moment in zip(self.words, self.moments, strict=True)]
        return readable.share(pairs) or 0.0

    def _trial(self, recipe: Recipe, moment: float) -> Words:
        options = dict(recipe)
        rate = options.pop("rate")
        start = max(0.0, moment - TRIAL_SECONDS)
        frames = max(1, round((moment - start) * rate))
        lead = lead_of(self.facts, start)
        rows = f"{ffmpeg.evenly(rate, start=lead)},setpts=PTS-STARTPTS"
        options |= {"vf": f"{rows},{recipe['vf']}", "frames:v": frames, "an": None, "format": "mp4"}
        trial = self.folder / "trial.mp4"
        try:
            ffmpeg.make(self.source, trial, streams=("V:0",), options=options, tool=self.tool, start=start - lead)
            last = max(0.0, (frames - 1) / rate)
            png = ffmpeg.picture(trial, at_seconds=last, filters="null", tool=self.tool, folder=self.folder)
        except FfmpegError:
            # What cannot be encoded, or read near the end of a careless container, keeps no word.
            return Words()
        return self._read(Image.open(io.BytesIO(png)).resize(self.size, Image.Resampling.LANCZOS))

    def _read(self, image: Image.Image) -> Words:
        return readable.words(self._reader.read(image, self.languages))
