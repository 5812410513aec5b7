"""Keeping the files to take home."""

from pathlib import PurePath
from typing import Any

from courses.authoring.compiling.context import FileFacts
from courses.authoring.models.kept import Handout
from lms.foundation.api import store_bytes


def keep_handout(document: Any) -> Handout:
    """The bytes of a Wagtail document in the content store, copied when they are seen for the first time."""
    file_hash = document.get_file_hash()
    known = Handout.objects.filter(file_hash=file_hash).first()
    if known is not None:
        return known
    with document.open_file() as file:
        data = file.read()
    suffix = PurePath(document.filename).suffix.lstrip(".").lower()[:10]
    suffix = suffix if suffix.isalnum() and suffix.isascii() else "bin"
    stored = store_bytes(data, suffix=suffix, content_type=document.content_type or "application/octet-stream")
    return Handout.objects.get_or_create(file_hash=file_hash, defaults={"stored": stored})[0]


def handout_facts(handout: Handout) -> FileFacts:
    """What the compiler may know of a file."""
    stored = handout.stored
    return FileFacts(stored.sha256, stored.suffix, stored.content_type, stored.bytes)
