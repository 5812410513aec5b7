"""A photo, screenshot or drawing into WebP for phones: turned upright, without EXIF, no wider than is read."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

# Two phone widths of 360 px: sharp on the screens that trainees have.
PHONE_WIDTH = 720
# A little more than that is kept as it is: one file instead of two.
WIDTH_KEPT = 1000
LARGE_WIDTH = 1600
# 40 megapixels: what a good phone's camera takes, and 120 MB while it is open.
MAX_PIXELS = 40_000_000
# Below this, letters in screenshots begin to fray.
QUALITY = 68
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
# Readers of broken files fail with whatever their arithmetic meets.
BROKEN = (
    *(OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, MemoryError),
    Image.DecompressionBombError,
)
# Searching longer without loss takes seconds where this takes a tenth, and gains little.
WAYS = ({"lossless": True, "quality": 50, "method": 4}, {"lossless": False, "quality": QUALITY, "method": 6})


class UnreadablePicture(ValueError):
    """The file is no picture that can be shown; the text says what to do."""


@dataclass(frozen=True)
class Drawn:
    """The bytes of one file and its size in pixels."""

    data: bytes
    width: int
    height: int
    ext: str = "webp"
    type: str = "image/webp"


def shrink(data: bytes) -> tuple[Drawn, Drawn | None]:
    """The picture for a phone's width, and a larger one when the original is much wider.

    ``UnreadablePicture`` for what is broken, no picture, or larger than ``MAX_PIXELS``.
    """
    picture = opened_picture(data)
    if picture.width <= WIDTH_KEPT:
        return _webp(picture, picture.width), None
    return _webp(picture, PHONE_WIDTH), _webp(picture, min(picture.width, LARGE_WIDTH))


def opened_picture(data: bytes) -> Image.Image:
    """The picture upright, in plain colours. ``UnreadablePicture`` as for ``shrink``."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise UnreadablePicture(_("This picture has more than 40 million pixels. Save it smaller."))
            upright = ImageOps.exif_transpose(opened)
            clear = "A" in upright.getbands() or "transparency" in upright.info
            return upright.convert("RGBA" if clear else "RGB")
    except UnreadablePicture:
        raise
    except BROKEN as reason:
        raise UnreadablePicture(_("This file could not be read as a picture. Save it as PNG or JPEG anew.")) from reason


def _webp(picture: Image.Image, width: int) -> Drawn:
    """The lighter of two ways to write it: drawings and charts are often smaller without loss."""
    height = max(1, round(picture.height * width / picture.width))
    sized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
    return Drawn(min((_written(sized, options) for options in WAYS), key=len), width, height)


def _written(picture: Image.Image, options: dict[str, Any]) -> bytes:
    out = BytesIO()
    # No exif, no icc_profile: where it was taken and with what is nobody's business.
    picture.save(out, "WEBP", **options)
    return out.getvalue()
