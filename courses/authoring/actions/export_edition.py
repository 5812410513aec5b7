"""An edition as one file."""

from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.authoring.models import CoursePage, Edition, EditionFile
from courses.authoring.permissions import may
from courses.authoring.portable.archive import MANIFEST, SEALED, SOURCE, write_archive
from lms.foundation.api import read_stored
from lms.foundation.models import StoredFile
from lms.people.models import Person


class NotPortable(ValueError):
    """The edition was released before editions kept their source; the text says what to do."""


def export_edition(edition: Edition, target: BinaryIO, *, by: Person | None) -> str:
    """Write the edition's archive to ``target`` and give back the name it should have.

    It depends on the edition alone: the same edition is the same bytes on every site and day. ``PermissionDenied``
    unless ``by`` may; ``by=None`` is the system.
    """
    course = CoursePage.objects.filter(key=edition.course_key).order_by("path").first()
    if by is not None and (course is None or not may(by, "export", course)):
        raise PermissionDenied
    if edition.source is None:
        raise NotPortable(_("This edition was released before editions could travel. Release the course again."))
    parts = [
        (MANIFEST, read_stored(edition.manifest)),
        (SEALED, read_stored(edition.sealed)),
        (SOURCE, read_stored(edition.source)),
    ]
    write_archive(target, parts, open_files(edition))
    if course is not None:
        log(course, "hunar_courses.export", user=by.user if by else None, data={"edition": str(edition.uuid)})
    return f"hunar-{edition.hash[:12]}.zip"


def open_files(edition: Edition) -> list[StoredFile]:
    """Every open file of the edition, each once."""
    rows = EditionFile.objects.filter(edition=edition).select_related("stored")
    return list({row.stored.sha256: row.stored for row in rows}.values())
