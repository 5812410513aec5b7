"""Wagtail's images and documents as originals: found by their bytes in a course's collection, or made there."""

from hashlib import sha1
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Collection


def hash_of(content: bytes) -> str:
    """Wagtail's name for these bytes: a SHA-1, which protects nothing here."""
    return sha1(content, usedforsecurity=False).hexdigest()


def find_original(model: Any, content: bytes, collection: Collection) -> int | None:
    """The number of the image or document of these bytes in the collection; None when there is none."""
    same = model.objects.filter(file_hash=hash_of(content), collection=collection)
    number: int | None = same.order_by("pk").values_list("pk", flat=True).first()
    return number


def new_original(model: Any, content: bytes, *, name: str, title: str, collection: Collection, user: Any) -> Any:
    """An image or document of these bytes, its file written, its row not saved yet."""
    row = model(title=title, collection=collection, uploaded_by_user=user)
    row.file.save(name, ContentFile(content, name=name), save=False)
    row.file_size, row.file_hash = len(content), hash_of(content)
    return row
