"""What of a source decides whether it changed. Pure."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from courses.authoring.importing.outline import LessonOutline, ModuleOutline
from lms.foundation.api import canonical_json


def lesson_digest(lesson: LessonOutline, files: Mapping[str, bytes]) -> str:
    """The same for the same title, minutes, blocks and bytes of files, whatever the files are called."""
    blocks = _with_hashes(list(lesson.blocks), {path: sha256(data).hexdigest() for path, data in files.items()})
    return _hash({"title": lesson.title, "minutes": lesson.minutes, "blocks": blocks})


def module_digest(module: ModuleOutline) -> str:
    """A module is its title."""
    return _hash({"title": module.title})


def _hash(value: Any) -> str:
    return sha256(canonical_json(value)).hexdigest()


def _with_hashes(value: Any, hashes: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_with_hashes(inside, hashes) for inside in value]
    if isinstance(value, dict):
        if set(value) == {"file"}:
            return hashes.get(value["file"], "")
        return {name: _with_hashes(inside, hashes) for name, inside in value.items()}
    return value
