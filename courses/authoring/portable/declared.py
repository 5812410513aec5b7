"""Which files an archive's manifest and source name, and what they say each is."""

import re
from typing import Any

from django.utils.translation import gettext as _

from courses.authoring.portable.archive import BadArchive
from courses.authoring.portable.checked import Source

SHA256 = re.compile(r"^[0-9a-f]{64}$")
EXT = re.compile(r"^[a-z0-9]{1,10}$")
TYPE = re.compile(r"^[a-z0-9.+-]+/[a-z0-9.+-]+$")
LARGEST_SIDE = 100_000


def declared_files(manifest: Any, source: Source) -> dict[str, dict[str, Any]]:
    """``ext``, ``type``, ``bytes``, ``width``, ``height`` of every picture, handout and recording's file, by hash."""
    found: dict[str, dict[str, Any]] = {}
    try:
        for module in manifest["modules"]:
            for activity in module["activities"]:
                for files in activity.get("files", {}).values():
                    _note(found, files)
                for entry in activity.get("lectures", {}).values():
                    _note_entry(found, entry)
        for recording in source.recordings.values():
            _note_entry(found, recording.entry)
    except (KeyError, TypeError, AttributeError, ValueError) as reason:
        raise BadArchive(_("The archive does not say soundly which files it holds. Nothing was kept.")) from reason
    return found


def _note_entry(found: dict[str, dict[str, Any]], entry: dict[str, Any]) -> None:
    for rendition in entry["renditions"]:
        _note(found, rendition["files"])
    _note(found, entry.get("captions", []))


def _note(found: dict[str, dict[str, Any]], files: list[dict[str, Any]]) -> None:
    for file in files:
        kind = file["type"].partition(";")[0].strip()
        sides = [file.get(name, 0) for name in ("width", "height")]
        numbers = [file["bytes"], *sides]
        sound = SHA256.match(file["sha256"]) and EXT.match(file["ext"]) and TYPE.match(kind)
        counted = all(isinstance(number, int) and number >= 0 for number in numbers) and max(sides) <= LARGEST_SIDE
        if not (sound and counted):
            raise ValueError
        found[file["sha256"]] = {
            "ext": file["ext"],
            "type": kind,
            "bytes": file["bytes"],
            "width": sides[0],
            "height": sides[1],
        }
