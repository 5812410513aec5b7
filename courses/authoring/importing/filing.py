"""Pictures and files of an outline into a course's collection, each once."""

import logging
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from courses.authoring.importing.pictures import SUFFIXES
from courses.authoring.importing.texts import one_line
from courses.authoring.pictures import UnreadablePicture, find_original, hash_of, keep_picture, new_original

logger = logging.getLogger(__name__)
TITLE = 200


class Filing:
    """Finds by its bytes what the collection holds already; makes the rest, and can take back what it wrote."""

    def __init__(self, files: Mapping[str, bytes], collection: Collection, user: Any) -> None:
        self.files, self.collection, self.user = files, collection, user
        self.numbers: dict[tuple[type, str], int | None] = {}
        self.written: list[Any] = []

    def shrink(self) -> None:
        """Make the small files of all pictures now: that takes seconds each, and no transaction should wait for it.

        They are known by the bytes of their original alone; who never shows them loses nothing by them.
        """
        for path in self.files:
            if PurePosixPath(path).suffix.lower() in SUFFIXES:
                try:
                    keep_picture(_Original(self.files[path]))
                except (UnreadablePicture, OSError) as reason:
                    logger.warning("%s could not be shown: %s", path, reason)

    def number(self, path: str, kind: str) -> int | None:
        """The number of an ``image`` or ``document``; None for a picture that cannot be shown."""
        model = get_image_model() if kind == "image" else get_document_model()
        if (model, path) not in self.numbers:
            self.numbers[model, path] = self._found(model, path) or self._made(model, path)
        return self.numbers[model, path]

    def _found(self, model: Any, path: str) -> int | None:
        return find_original(model, self.files[path], self.collection)

    def _made(self, model: Any, path: str) -> int | None:
        place = PurePosixPath(path)
        try:
            row = new_original(
                model,
                self.files[path],
                name=_safe(place.name),
                title=one_line(place.stem, TITLE),
                collection=self.collection,
                user=self.user,
            )
            self.written.append(row.file)
            row.save()
            if model is get_image_model():
                keep_picture(row)
        except UnreadablePicture as reason:
            logger.warning("%s could not be shown: %s", path, reason)
            row.delete()
            return None
        return int(row.pk)

    def take_back(self) -> None:
        """Delete the files that were written; their rows are gone with the transaction."""
        for file in self.written:
            try:
                file.storage.delete(file.name)
            except OSError:
                logger.warning("%s was not taken back", file.name)


class _Original:
    """Bytes that are asked what an image of Wagtail is asked."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def get_file_hash(self) -> str:
        """The name under which small files are found."""
        return hash_of(self.data)

    def open_file(self) -> ContentFile:
        """The bytes, to be closed by the caller."""
        return ContentFile(self.data)


def _safe(name: str) -> str:
    """A file's name that every disk can hold."""
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    kept = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "_" for letter in stem)
    return f"{kept[:60] or 'file'}{suffix.lower() if suffix[1:].isascii() and suffix[1:].isalnum() else ''}"
