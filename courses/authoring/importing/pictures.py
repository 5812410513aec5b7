"""Is this file a picture that can be shown? Asked before anything is kept, so that a dry run says it too."""

from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from courses.authoring.pictures import UnreadablePicture, clean_svg, opened_picture

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".avif"})


def picture_fault(path: str, data: bytes) -> str:
    """A sentence for whoever brings the picture; empty when it is fine."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in SUFFIXES:
        return _("“%s” is no kind of picture that browsers show. Save it as PNG, JPEG or SVG.") % path[-60:]
    try:
        if suffix == ".svg":
            clean_svg(data)
        else:
            opened_picture(data)
    except UnreadablePicture as reason:
        return str(reason)
    return ""
