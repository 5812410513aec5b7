"""A course from an archive that was made elsewhere."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.authoring.actions.release import Progress, make_edition
from courses.authoring.compiling.course import compile_course
from courses.authoring.compiling.facts import COMPILER
from courses.authoring.compiling.findings import NotReleasable
from courses.authoring.models import CoursePage
from courses.authoring.permissions import may
from courses.authoring.pictures import UnreadablePicture, clean_svg
from courses.authoring.portable.archive import MANIFEST, SOURCE, BadArchive, ReadArchive
from courses.authoring.portable.checked import Source, checked_source
from courses.authoring.portable.declared import declared_files
from courses.authoring.portable.restore import restore_course
from lms.foundation.api import store_path
from lms.foundation.models import StoredFile
from lms.people.models import Person

# All that models and fields raise when they are given what no author could have written.
UNSOUND = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError),
    *(ValidationError, DatabaseError, NotReleasable),
)


def import_edition(stream: BinaryIO, *, by: Person | None, progress: Progress | None = None) -> CoursePage:
    """Bring in the course of an archive, with its files, published and compiled to the very hash it had.

    Without ``by`` (a command) its edition is released here too. A person brings in the pages alone: releasing them
    takes somebody else, as for any words she put here. ``BadArchive`` says what is wrong; then no page was made.
    Files that were copied before it broke off are found again by the next try.
    """
    if by is not None and not may(by, "new_course", None):
        raise PermissionDenied(_("Only a programme admin may bring in a course."))
    tell = progress or (lambda percent, note: None)  # noqa: ARG005
    archive = ReadArchive(stream)
    manifest, source = archive.json(MANIFEST), checked_source(archive.json(SOURCE))
    if CoursePage.objects.filter(key=source.course.key).exists():
        raise BadArchive(_("This course is here already. Nothing was changed."))
    shapes = declared_files(manifest, source)
    stored = dict(keep_files(archive, shapes, tell))
    tell(80, _("Making the pages"))
    with transaction.atomic():
        course = proven(source, stored, shapes, by, archive.part(MANIFEST))
        log(course, "hunar_courses.import", user=by.user if by else None, data={"course": str(course.key)})
        if by is None:
            make_edition(course, by=None)
    return course


def proven(
    source: Source, stored: dict[str, StoredFile], shapes: dict[str, dict[str, Any]], by: Person | None, raw: bytes
) -> CoursePage:
    """The pages, once they compile to the very bytes that the archive claims.

    Whatever a hostile archive makes the models or the compiler say against them is a ``BadArchive``.
    """
    try:
        course = restore_course(source, stored, shapes, by.user if by else None)
        same = json.loads(raw).get("compiler") != COMPILER or compile_course(course).manifest == raw
    except BadArchive:
        raise
    except UNSOUND as reason:
        raise BadArchive(_("The archive describes no course that can be made here. Nothing was kept.")) from reason
    if not same:
        raise BadArchive(_("Its pages do not make the edition it claims to hold. Nothing was kept."))
    return course


def keep_files(
    archive: ReadArchive, shapes: dict[str, dict[str, Any]], tell: Progress
) -> Iterator[tuple[str, StoredFile]]:
    """Copy every file that is declared into the content store, one at a time, each checked against its name.

    Fragments are left: they are written anew from the pages, by our own compiler.
    """
    members = [member for member in archive.members() if member.sha256 in shapes]
    missing = set(shapes) - {member.sha256 for member in members}
    if missing:
        raise BadArchive(_("%s of its files are missing. Nothing was kept.") % len(missing))
    for number, member in enumerate(members):
        tell(number * 80 // len(members), _("Copying files"))
        shape = shapes[member.sha256]
        if member.ext != shape["ext"] or member.bytes != shape["bytes"]:
            raise BadArchive(_("A file in it is not what it is said to be: “%s”.") % member.name)
        with tempfile.NamedTemporaryFile(prefix="hunar-import-") as place:
            archive.copy(member, place)  # type: ignore[arg-type]
            place.flush()
            path = Path(place.name)
            if shape["ext"] == "svg":
                check_drawing(path)
            yield member.sha256, store_path(path, suffix=shape["ext"], content_type=shape["type"])


def check_drawing(path: Path) -> None:
    """``BadArchive`` for a drawing that is not as clean as ours are."""
    content = path.read_bytes()
    try:
        if clean_svg(content) != content:
            raise UnreadablePicture
    except UnreadablePicture as reason:
        raise BadArchive(_("A drawing in it holds more than shapes and text. Nothing was kept.")) from reason
