"""Takes stills from a recording and writes each as AVIF and as WebP, as small as its words allow."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import FfmpegError, Tool
from media_pipeline.pipeline import readable, recipes
from media_pipeline.pipeline.legibility import legibility
from media_pipeline.pipeline.outputs import Output
from media_pipeline.pipeline.parts import lead_of
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.readable import Words
from media_pipeline.pipeline.recipes import Recipe

Read = Callable[[Image.Image], Words]


@dataclass
class Allowance:
    """How many words one kind of file may miss in all stills of a recording: three in two hundred of ``words``."""

    words: int
    missed: int = 0

    def allows(self, missed: int, of: int) -> bool:
        """Whether a still of ``of`` words may miss so many: one, or its own three in two hundred, while any are left.

        The reader misses one now and then at any quality, and paying for that would make the still twice as large.
        """
        within = missed <= max(1.0, recipes.LOST_WORDS * of)
        return missed == 0 or (within and self.missed + missed <= recipes.LOST_WORDS * self.words)


def take_still(source: Path, facts: Facts, at_seconds: float, *, tool: Tool, folder: Path) -> Image.Image:
    """The picture at a moment, at the size of the source (but no more than a phone can hold)."""
    seen: dict[str, Any] = {"filters": f"{facts.square}null", "tool": tool, "folder": folder}
    try:
        png = ffmpeg.picture(source, at_seconds=at_seconds, lead=lead_of(facts, at_seconds), **seen)
    except FfmpegError:
        # Some containers report a length that their last frame does not reach.
        png = ffmpeg.picture(source, at_seconds=max(0.0, at_seconds - 2), **seen)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    scale = (recipes.STILL_PIXELS / (image.width * image.height)) ** 0.5
    if scale < 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    return image


class StillWriter:
    """Writes the stills of one recording in their order.

    ``read`` gives the words of a picture, none where nothing can be read; ``words`` is how many all its sources have.
    """

    def __init__(self, recipe: Recipe, folder: Path, *, words: int, read: Read) -> None:
        self._recipe, self._folder, self._read = recipe, folder, read
        self._allowances = {"still": Allowance(words), "still-fallback": Allowance(words)}

    def write(self, image: Image.Image, words: Words, *, position: int, start: float) -> tuple[Output, ...]:
        """Both files of the still whose source has ``words``."""
        outputs = []
        for (role, allowance), (suffix, smallest) in zip(self._allowances.items(), SMALLEST.items(), strict=True):
            path = self._folder / f"still-{position:03d}.{suffix}"
            path.write_bytes(smallest(Judge(image, words, self._read, allowance), self._recipe[role]))
            mime = f"image/{suffix}"
            outputs.append(Output(role, path, suffix, mime, "", position, start, image.width, image.height))
        return tuple(outputs)

    @property
    def share(self) -> float | None:
        """Share of the words that are still read, 0 to 1, of the worse kind; None when there are too few to compare."""
        worse = max(self._allowances.values(), key=lambda allowance: allowance.missed)
        return round(1 - worse.missed / worse.words, 4) if worse.words >= readable.FEWEST else None


class Judge:
    """Says whether an encoding of ``source`` can be read like it.

    Its strokes must be legible, and where words can be read, no more may be missing than ``allowance`` has left.
    """

    def __init__(self, source: Image.Image, words: Words, read: Read, allowance: Allowance) -> None:
        self.source = source
        self._words, self._read, self._allowance = words, read, allowance

    def legible(self, data: bytes) -> bool:
        """By its strokes alone."""
        return legibility(self.source, decoded(data)) >= recipes.LEGIBLE

    def reads(self, data: bytes) -> bool:
        """By its words."""
        return self._allowance.allows(self._missed(data), of=self._words.total())

    def take(self, data: bytes) -> bytes:
        """``data``, which is what will be used."""
        self._allowance.missed += self._missed(data)
        return data

    def _missed(self, data: bytes) -> int:
        if not self._words:
            return 0
        if data != self._latest[0]:
            kept = readable.kept(self._words, self._read(decoded(data)))
            self._latest = data, self._words.total() - kept
        return self._latest[1]

    _latest: tuple[bytes, int] = (b"", 0)


def smallest_avif(judge: Judge, recipe: Recipe) -> bytes:
    """The first of the recipe's steps that can be read, else the last. Strokes are judged on a quick draft."""
    data = b""
    for step in recipe["steps"]:
        if step is not recipe["steps"][-1] and not judge.legible(avif(judge.source, recipe, step | recipe["draft"])):
            continue
        data = avif(judge.source, recipe, step)
        if judge.reads(data):
            break
    return judge.take(data)


def smallest_webp(judge: Judge, recipe: Recipe) -> bytes:
    """The smallest of the recipe's steps that can be read, else the most faithful, which is the last."""
    steps = list(_webp_steps(judge.source, recipe["steps"]))
    for data in sorted(steps, key=len):
        if judge.legible(data) and judge.reads(data):
            return judge.take(data)
    return judge.take(steps[-1])


def avif(image: Image.Image, recipe: Recipe, step: Recipe) -> bytes:
    """One encoding; ``step`` is laid over the recipe's common options."""
    return _encode(image, "AVIF", recipe["common"] | step)


def _webp_steps(image: Image.Image, steps: list[Recipe]) -> Iterator[bytes]:
    """Lossy steps have a ``quality``; lossless ones draw with so many ``colours``, as slides mostly do anyway."""
    for step in steps:
        if "colours" in step:
            few = image.quantize(step["colours"], dither=Image.Dither.NONE).convert("RGB")
            yield _encode(few, "WEBP", {"lossless": True, "quality": step["effort"], "method": 4})
        else:
            yield _encode(image, "WEBP", step)


def decoded(data: bytes) -> Image.Image:
    """The picture as a phone shows it."""
    return Image.open(io.BytesIO(data)).convert("RGB")


def _encode(image: Image.Image, kind: str, options: Recipe) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


SMALLEST = {"avif": smallest_avif, "webp": smallest_webp}
