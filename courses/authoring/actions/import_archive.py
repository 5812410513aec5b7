"""Bringing in a course from an archive as a job: it may be long, and it may be broken off."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from courses.authoring.actions.import_edition import import_edition
from courses.authoring.models import CoursePage
from courses.authoring.permissions import may
from lms.foundation.api import JobRun, enqueue, find_stored, jobs_under, open_stored
from lms.foundation.models import Job, StoredFile
from lms.people.models import Person

JOB = "courses.import"


class ArchiveGone(LookupError):
    """The archive was swept before the job came to it; the text says what to do."""


def ask_for_import(archive: StoredFile, *, by: Person) -> Job:
    """Queue bringing in the course of a stored archive; while that waits or runs, the same job is given back.

    One that failed begins again, finding the files it copied. Once it is done, asking again is another job: the
    course may have been deleted since. ``PermissionDenied`` unless ``by`` administers a programme.
    """
    if not may(by, "new_course", None):
        raise PermissionDenied(_("Only a programme admin may bring in a course."))
    prefix = f"{JOB}/{archive.sha256}/"
    number = jobs_under(prefix).filter(state=Job.State.DONE).count() + 1
    payload = {"archive": archive.sha256, "by": str(by.uuid)}
    return enqueue(JOB, key=f"{prefix}{number}", payload=payload, created_by=by.uuid)


def import_archive(run: JobRun, sha256: str, *, by: Person) -> CoursePage:
    """Bring in the course of the stored archive with this hash, as ``import_edition`` does; else ``ArchiveGone``."""
    archive = find_stored(sha256)
    if archive is None:
        raise ArchiveGone(_("The file waited too long and was cleared away. No page was made. Choose it again."))
    with open_stored(archive) as stream:
        return import_edition(stream, by=by, run=run)
