"""What generators are told about a site, whatever the file is called."""

from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from courses.authoring.importing.folder import Folder
from courses.authoring.importing.markdown.structured import Unreadable, mapping, read_json, read_toml, read_yaml

READERS = {".yml": read_yaml, ".yaml": read_yaml, ".cff": read_yaml, ".toml": read_toml, ".json": read_json}


def read_settings(folder: Folder, *paths: str) -> dict[str, Any]:
    """The first of these files that is there; empty when none is, or when it cannot be read, which is told."""
    return mapping(read_value(folder, *paths))


def read_value(folder: Folder, *paths: str) -> Any:
    """The same, whatever the file holds."""
    found = next(filter(None, (folder.find(path) for path in paths)), None)
    if found is None:
        return None
    try:
        return READERS[PurePosixPath(found).suffix.lower()](folder.text(found))
    except Unreadable as reason:
        folder.tell(found, _("%s Names and order of the files are used instead.") % reason, line=reason.line)
        return None
