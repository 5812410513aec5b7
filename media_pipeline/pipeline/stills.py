"""Takes stills from a recording and writes each as AVIF and as WebP."""

import io
from pathlib import Path

from PIL import Image

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import FfmpegError, Tool
from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.outputs import Output
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.recipes import Recipe


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


def write_still(image: Image.Image, recipe: Recipe, folder: Path, *, position: int, start: float) -> list[Output]:
    """Both files of one still; WebP lossy or lossless, whichever is smaller (flat drawings are smaller lossless)."""
    webp = min((_encode(image, "WEBP", options) for options in recipe["still-fallback"].values()), key=len)
    files = (("still", "avif", _encode(image, "AVIF", recipe["still"])), ("still-fallback", "webp", webp))
    outputs = []
    for role, suffix, data in files:
        path = folder / f"still-{position:03d}.{suffix}"
        path.write_bytes(data)
        outputs.append(Output(role, path, suffix, f"image/{suffix}", "", position, start, image.width, image.height))
    return outputs


def _encode(image: Image.Image, kind: str, options: Recipe) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
