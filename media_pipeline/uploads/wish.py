"""What a sender wants to become of its bytes, read from ``Upload-Metadata``. Pure."""

import re
from dataclasses import dataclass

from media_pipeline.uploads.acceptance import plain_name
from media_pipeline.uploads.digests import said_checksum
from media_pipeline.uploads.protocol import BadHeader

LANGUAGES = {"", "en", "ur", "ps"}
NUMBER = re.compile(r"[0-9]{1,9}\Z")
YES = {"1", "true", "on", "yes"}


@dataclass(frozen=True)
class Wish:
    """Empty text and None mean that nothing was said. ``filename`` and ``filetype`` are what tus clients send."""

    file_name: str
    declared_type: str
    title: str
    language: str
    synthetic_voice: bool | None
    collection: int | None
    replaces: str
    checksum: str


def read_wish(metadata: dict[str, str]) -> Wish:
    """The wish in ``metadata``; BadHeader when a value is none."""
    language, collection = metadata.get("language", ""), metadata.get("collection", "")
    if language not in LANGUAGES:
        raise BadHeader("language must be en, ur or ps.")
    if collection and not NUMBER.match(collection):
        raise BadHeader("collection must be the number of a collection.")
    try:
        checksum = said_checksum(metadata)
    except ValueError as error:
        raise BadHeader(str(error)) from error
    voice = metadata.get("synthetic_voice")
    return Wish(
        file_name=plain_name(metadata.get("filename") or metadata.get("name") or ""),
        declared_type=metadata.get("filetype") or metadata.get("type") or "",
        title=metadata.get("title", ""),
        language=language,
        synthetic_voice=None if voice is None else voice.lower() in YES,
        collection=int(collection) if collection else None,
        replaces=metadata.get("replaces", ""),
        checksum=checksum,
    )
