"""Takes stills from a recording and writes each as AVIF and as WebP, as small as its words allow."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import FfmpegError, Tool
from media_pipeline.pipeline import readable, recipes
from media_pipeline.pipeline.legibility import legibility
from media_pipeline.pipeline.outputs import Output
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.readable import Words
from media_pipeline.pipeline.recipes import Recipe

Read = Callable[[Image.Image], Words]


@dataclass(frozen=True)
class Still:
    """Both files of one still. ``words`` are those of the source; ``kept`` how many of them either file still shows."""

    outputs: tuple[Output, ...]
    words: int
    kept: int


def take_still(source: Path, facts: Facts, at_seconds: float, *, tool: Tool, folder: Path) -> Image.Image:
    """The picture at a moment, at the size of the source (but no more than a phone can hold)."""
    filters = f"{facts.square}null"
    try:
        png = ffmpeg.picture(source, at_seconds=at_seconds, filters=filters, tool=tool, folder=folder)
    except FfmpegError:
        # Some containers report a length that their last frame does not reach.
        png = ffmpeg.picture(source, at_seconds=max(0.0, at_seconds - 2), filters=filters, tool=tool, folder=folder)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    scale = (recipes.STILL_PIXELS / (image.width * image.height)) ** 0.5
    if scale < 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    return image


def write_still(image: Image.Image, recipe: Recipe, folder: Path, *, position: int, start: float, read: Read) -> Still:
    """Both files of one still; ``read`` gives the words of a picture, none where nothing can be read."""
    judge = Judge(image, read)
    outputs = []
    for role, suffix, data in (
        ("still", "avif", smallest_avif(judge, recipe["still"])),
        ("still-fallback", "webp", smallest_webp(judge, recipe["still-fallback"])),
    ):
        path = folder / f"still-{position:03d}.{suffix}"
        path.write_bytes(data)
        outputs.append(Output(role, path, suffix, f"image/{suffix}", "", position, start, image.width, image.height))
    return Still(tuple(outputs), judge.words.total(), judge.worst)


class Judge:
    """Says whether an encoding of ``source`` can be read like it.

    Its strokes must be legible, and where words can be read, the same words must be read from it.
    ``worst`` is the least number of words read from an encoding that was taken.
    """

    def __init__(self, source: Image.Image, read: Read) -> None:
        self.source = source
        self.words = read(source)
        self.worst = self.words.total()
        self._read = read

    def legible(self, data: bytes) -> bool:
        """By its strokes alone."""
        return legibility(self.source, decoded(data)) >= recipes.LEGIBLE

    def reads(self, data: bytes) -> bool:
        """By its words: one may be missed, or three in two hundred; true when the source has too few to compare."""
        total = self.words.total()
        return total < readable.FEWEST or total - self._kept(data) <= max(1.0, recipes.LOST_WORDS * total)

    def take(self, data: bytes) -> bytes:
        """``data``, which is what will be used."""
        if self.words:
            self.worst = min(self.worst, self._kept(data))
        return data

    def _kept(self, data: bytes) -> int:
        if data != self._latest[0]:
            self._latest = data, readable.kept(self.words, self._read(decoded(data)))
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
