"""A course from an archive that was made elsewhere."""

import json
from typing import Any, BinaryIO
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, OperationalError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from courses.authoring.actions.release import make_edition
from courses.authoring.compiling.course import compile_course
from courses.authoring.compiling.facts import COMPILER
from courses.authoring.compiling.findings import NotReleasable
from courses.authoring.models import CoursePage
from courses.authoring.permissions import course_scope, may
from courses.authoring.portable.archive import MANIFEST, SOURCE, BadArchive, ReadArchive
from courses.authoring.portable.checked import Source, checked_source
from courses.authoring.portable.declared import declared_files
from courses.authoring.portable.keep import keep_files
from courses.authoring.portable.restore import restore_course
from courses.authoring.progress import unwatched
from lms.foundation.api import JobRun
from lms.foundation.models import StoredFile
from lms.people.api import PROGRAMME_ADMIN, assign_role
from lms.people.models import Person

ACTION = "hunar_courses.import"
# All that models and fields raise when they are given what no author could have written.
UNSOUND = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError),
    *(ValidationError, DatabaseError, NotReleasable),
)


def import_edition(stream: BinaryIO, *, by: Person | None, run: JobRun | None = None) -> CoursePage:
    """Bring in the course of an archive, with its files, published and compiled to the very hash it had.

    Without ``by`` (a command) its edition is released here too. A person brings in the pages alone and administers
    them: releasing them takes somebody else, as for any words she put here. ``BadArchive`` says what is wrong; then
    no page was made. Files that came in before it broke off are found again by the next try, and the course itself
    by the next try of the same ``run``.
    """
    if by is not None and not may(by, "new_course", None):
        raise PermissionDenied(_("Only a programme admin may bring in a course."))
    made = course_made_by(run.uuid) if run else None
    if made is not None:
        return made
    tell = run.progress if run else unwatched
    archive = ReadArchive(stream)
    manifest, source = archive.json(MANIFEST), checked_source(archive.json(SOURCE))
    if CoursePage.objects.filter(key=source.course.key).exists():
        raise BadArchive(_("This course is here already. Nothing was changed."))
    shapes = declared_files(manifest, source)
    stored = dict(keep_files(archive, shapes, tell))
    tell(80, _("Making the pages"))
    with transaction.atomic():
        if run:
            run.fence()
        course = proven(source, stored, shapes, by, archive.part(MANIFEST))
        settle(course, by, run)
    return course


def course_made_by(run: UUID) -> CoursePage | None:
    """The course that an earlier try of this job made, though it died before it could say so."""
    entry = PageLogEntry.objects.filter(action=ACTION, data__job=str(run)).order_by("pk").last()
    return CoursePage.objects.filter(pk=entry.page_id).first() if entry else None


def proven(
    source: Source, stored: dict[str, StoredFile], shapes: dict[str, dict[str, Any]], by: Person | None, raw: bytes
) -> CoursePage:
    """The pages, once they compile to the very bytes that the archive claims.

    Whatever a hostile archive makes the models or the compiler say against them is a ``BadArchive``.
    """
    try:
        course = restore_course(source, stored, shapes, by.user if by else None)
        same = json.loads(raw).get("compiler") != COMPILER or compile_course(course).manifest == raw
    except (BadArchive, OperationalError):
        # A database that is busy or away says nothing about the archive: another try may do.
        raise
    except UNSOUND as reason:
        raise BadArchive(_("The archive describes no course that can be made here. Nothing was kept.")) from reason
    if not same:
        raise BadArchive(_("Its pages do not make the edition it claims to hold. Nothing was kept."))
    return course


def settle(course: CoursePage, by: Person | None, run: JobRun | None) -> None:
    """One entry in the audit log; then it is released, or it is hers who brought it in."""
    told = {"course": str(course.key)} | ({"job": str(run.uuid)} if run else {})
    log(course, ACTION, user=by.user if by else None, data=told)
    if by is None:
        make_edition(course, by=None)
    elif not may(by, "see_editions", course):
        # No programme offers it yet: without a role at it she would not even see it.
        assign_role(by, PROGRAMME_ADMIN, course_scope(course.key), by=None)
