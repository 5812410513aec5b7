"""A finished recording from what an edition keeps of it: no encoder is asked."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Collection

from lms.foundation.models import StoredFile
from media_pipeline.entry import Entry, captions_of, cost, slides_of
from media_pipeline.models import Caption, Recording, Rendition, RenditionFile, Slide
from media_pipeline.querysets import edition_entry

CODECS = re.compile(r'; codecs="([^"]*)"$')
NOTE = "Taken from an edition made elsewhere. The original recording was not in it; what trainees play is."
TOOL = "restored"
# Which file stands for the original, the fullest first.
FULLEST = ("standard", "video", "slides", "audio")


@transaction.atomic
def restore_recording(
    entry: Entry,
    stored: Mapping[str, StoredFile],
    *,
    uuid: UUID,
    title: str,
    language: str,
    collection: Collection,
) -> Recording:
    """The recording whose ``edition_entry`` is ``entry``; ``stored`` holds its files by hash.

    One of this uuid that is here already is given back when it is the same. ``ValueError`` when the entry is not one
    that this version writes.
    """
    known = Recording.objects.filter(uuid=uuid).first()
    if known is None:
        known = _made(entry, stored, uuid=uuid, title=title, language=language, collection=collection)
    if edition_entry(known) != entry:
        message = f"The recording “{title}” is described in a way that this version of Hunar does not write."
        raise ValueError(message)
    return known


def _made(entry: Entry, stored: Mapping[str, StoredFile], *, collection: Collection, **named: Any) -> Recording:
    renditions = {each["rung"]: each["files"] for each in entry["renditions"]}
    fullest = next((rung for rung in FULLEST if rung in renditions), None)
    if fullest is None:
        message = "A recording without any rendition cannot be taken in."
        raise ValueError(message)
    largest = max(renditions[fullest], key=lambda file: file["bytes"])
    recording = Recording.objects.create(
        **named,
        collection=collection,
        original=stored[largest["sha256"]],
        state=Recording.State.READY,
        seconds=entry["seconds"],
        content_class=entry["class"],
        synthetic_voice=entry["synthetic_voice"],
        note=NOTE,
    )
    for rung, files in renditions.items():
        rendition = Rendition.objects.create(
            recording=recording,
            rung=rung,
            bytes=cost(entry, rung),
            codecs=", ".join(dict.fromkeys(filter(None, map(_codecs, files))))[:100],
            seconds=entry["seconds"],
            tool_version=TOOL,
            recipe_hash="",
        )
        RenditionFile.objects.bulk_create(_files(rendition, files, stored))
    Slide.objects.bulk_create(
        Slide(recording=recording, position=number, at_seconds=each["at"], text=each["text"])
        for number, each in enumerate(slides_of(entry))
    )
    Caption.objects.bulk_create(
        Caption(recording=recording, language=each["language"], stored=stored[each["sha256"]])
        for each in captions_of(entry)
    )
    return recording


def _files(rendition: Rendition, files: list[Entry], stored: Mapping[str, StoredFile]) -> list[RenditionFile]:
    """Rows in the order of the entry: each still begins a place, and its fallback stands at the same one."""
    rows: list[RenditionFile] = []
    places: dict[str, int] = {}
    for file in files:
        place = places[file["role"]] = places.get(file["role"], -1) + 1
        rows.append(
            RenditionFile(
                rendition=rendition,
                role=file["role"],
                position=place,
                at_seconds=file.get("at"),
                stored=stored[file["sha256"]],
                width=file.get("width", 0),
                height=file.get("height", 0),
                codecs=_codecs(file),
            )
        )
    return rows


def _codecs(file: Entry) -> str:
    found = CODECS.search(file["type"])
    return found[1] if found else ""
