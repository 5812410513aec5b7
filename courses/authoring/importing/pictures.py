"""Is this file a picture that can be shown? Asked before anything is kept, so that a dry run says it too."""

from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from PIL import Image

from courses.authoring.pictures import UnreadablePicture, clean_svg

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".avif"})
MOST_PIXELS = 40_000_000
FORMATS = ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"]


def picture_fault(path: str, data: bytes) -> str:
    """A sentence for whoever brings the picture; empty when it is fine."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in SUFFIXES:
        return _("“%s” is no kind of picture that browsers show. Save it as PNG, JPEG or SVG.") % path[-60:]
    try:
        if suffix == ".svg":
            clean_svg(data)
        else:
            _open(data)
    except UnreadablePicture as reason:
        return str(reason)
    except (
        OSError,
        ValueError,
        SyntaxError,
        TypeError,
        IndexError,
        KeyError,
        MemoryError,
        Image.DecompressionBombError,
    ):
        # Pillow's readers of broken files fail with whatever their arithmetic meets.
        return _("“%s” could not be read as a picture. Save it anew, or replace it.") % path[-60:]
    return ""


def _open(data: bytes) -> None:
    with Image.open(BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise UnreadablePicture(_("A picture has more than 40 million pixels. Save it smaller and try again."))
        picture.load()
