"""The files of an archive come into the content store."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from courses.authoring.pictures import UnreadablePicture, clean_svg
from courses.authoring.portable.archive import BadArchive, Member, ReadArchive
from courses.authoring.progress import Progress
from lms.foundation.api import find_stored, store_path
from lms.foundation.models import StoredFile

DRAWING = "svg"
Shape = dict[str, Any]


def keep_files(archive: ReadArchive, shapes: dict[str, Shape], tell: Progress) -> Iterator[tuple[str, StoredFile]]:
    """Bring every file that is declared into the content store, one at a time, each checked against its name.

    Fragments are left: they are written anew from the pages, by our own compiler.
    """
    members = [member for member in archive.members() if member.sha256 in shapes]
    missing = set(shapes) - {member.sha256 for member in members}
    if missing:
        raise BadArchive(_("%s of its files are missing. Nothing was kept.") % len(missing))
    for number, member in enumerate(members):
        told = _("Copying files: %(number)s of %(all)s") % {"number": number + 1, "all": len(members)}
        tell(number * 80 // len(members), told)
        shape = shapes[member.sha256]
        if member.ext != shape["ext"] or member.bytes != shape["bytes"]:
            raise BadArchive(_("A file in it is not what it is said to be: “%s”.") % member.name)
        yield member.sha256, held(archive, member) or copied(archive, member, shape["type"])


def held(archive: ReadArchive, member: Member) -> StoredFile | None:
    """The file that the content store has already, from a try that broke off, say; ``None`` when it is to be copied.

    The archive's own bytes are read all the same: whoever knows no more than a file's hash must not get the file.
    """
    # A drawing is small, and nobody may have looked into it when it was stored.
    stored = None if member.ext == DRAWING else find_stored(member.sha256)
    if stored is not None:
        archive.check(member)
    return stored


def copied(archive: ReadArchive, member: Member, content_type: str) -> StoredFile:
    """The file's bytes, checked on the way into the content store."""
    with tempfile.NamedTemporaryFile(prefix="hunar-import-") as place:
        archive.copy(member, place)  # type: ignore[arg-type]
        place.flush()
        path = Path(place.name)
        if member.ext == DRAWING:
            check_drawing(path)
        return store_path(path, suffix=member.ext, content_type=content_type)


def check_drawing(path: Path) -> None:
    """``BadArchive`` for a drawing that is not as clean as ours are."""
    content = path.read_bytes()
    try:
        if clean_svg(content) != content:
            raise UnreadablePicture
    except UnreadablePicture as reason:
        raise BadArchive(_("A drawing in it holds more than shapes and text. Nothing was kept.")) from reason
