"""Keeping the small files of a Wagtail image, and finding them again."""

from collections.abc import Iterable
from typing import Any

from courses.authoring.compiling.context import FileFacts, PictureFacts
from courses.authoring.models.kept import Picture
from courses.authoring.pictures.drawing import drawn_svg, is_drawing
from courses.authoring.pictures.shrink import Drawn, shrink
from lms.foundation.api import store_bytes
from lms.foundation.models import StoredFile


def keep_picture(image: Any) -> Picture:
    """The files of a Wagtail image, made when these bytes are seen for the first time.

    ``UnreadablePicture`` says what is wrong with the file; then nothing was kept.
    """
    file_hash = image.get_file_hash()
    known = Picture.objects.filter(file_hash=file_hash).first()
    if known is not None:
        return known
    with image.open_file() as file:
        file.seek(0)
        data = file.read()
    small, large = (drawn_svg(data), None) if is_drawing(data) else shrink(data)
    values = {"small": _stored(small), "small_width": small.width, "small_height": small.height}
    if large:
        values |= {"large": _stored(large), "large_width": large.width, "large_height": large.height}
    return Picture.objects.get_or_create(file_hash=file_hash, defaults=values)[0]


def picture_facts(picture: Picture) -> PictureFacts:
    """What the compiler may know of a picture."""
    small = _facts(picture.small, picture.small_width, picture.small_height)
    large = _facts(picture.large, picture.large_width, picture.large_height) if picture.large else None
    return PictureFacts(small, large)


def pictures_of(images: Iterable[Any]) -> dict[int, Picture]:
    """The kept pictures of these images by the image's number, in one query; those not made yet are left out."""
    hashes = {image.pk: image.file_hash for image in images if image.file_hash}
    found = Picture.objects.filter(file_hash__in=hashes.values()).select_related("small", "large")
    by_hash = {picture.file_hash: picture for picture in found}
    return {pk: by_hash[file_hash] for pk, file_hash in hashes.items() if file_hash in by_hash}


def _stored(drawn: Drawn) -> StoredFile:
    return store_bytes(drawn.data, suffix=drawn.ext, content_type=drawn.type)


def _facts(stored: StoredFile, width: int, height: int) -> FileFacts:
    return FileFacts(stored.sha256, stored.suffix, stored.content_type, stored.bytes, width, height)
