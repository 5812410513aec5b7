"""Long work of this room."""

from django.core.exceptions import PermissionDenied

from courses.authoring.actions import check_links as links
from courses.authoring.actions import import_archive as archives
from courses.authoring.actions.release import JOB, make_edition
from courses.authoring.compiling.findings import NotReleasable
from courses.authoring.corrections import NotACorrection
from courses.authoring.models import CoursePage
from courses.authoring.portable.archive import BadArchive
from lms.foundation.api import JobRun, PermanentFailure, job
from lms.people.models import Person


@job(JOB)
def release_course(run: JobRun, *, course: str, by: str, correction: bool = False) -> None:
    """Release the course with this key; a second run finds the edition of the first."""
    page = the_course(
        course, "The course is gone: its page was deleted before the release began. Nothing was released."
    )
    person = the_person(by, "Whoever asked for this release is no longer known here. Nothing was released.")
    try:
        edition = make_edition(page, by=person, progress=run.progress, correction=correction)
    except (NotReleasable, NotACorrection, PermissionDenied) as reason:
        raise PermanentFailure(str(reason)) from reason
    run.progress(100, f"Edition {edition.number}")


@job(links.JOB)
def check_links(run: JobRun, *, course: str) -> None:
    """Try the links that lead out of the course with this key."""
    page = the_course(course, "The course is gone: its page was deleted before its links were tried.")
    try:
        run.progress(100, f"{links.check_links(page, progress=run.progress)} links tried")
    except links.OffLine as reason:
        raise PermanentFailure(str(reason)) from reason


@job(archives.JOB)
def import_archive(run: JobRun, *, archive: str, by: str) -> None:
    """Bring in the course of the archive with this hash; a second run finds the course of the first."""
    person = the_person(by, "Whoever asked for this is no longer known here. No page was made.")
    try:
        course = archives.import_archive(run, archive, by=person)
    except (BadArchive, archives.ArchiveGone, PermissionDenied) as reason:
        raise PermanentFailure(str(reason)) from reason
    run.progress(100, course.title)


def the_course(key: str, gone: str) -> CoursePage:
    """The first page of the course with this key; ``PermanentFailure`` with the sentence ``gone`` when it has none."""
    page = CoursePage.objects.filter(key=key).select_related("locale").order_by("path").first()
    if page is None:
        raise PermanentFailure(gone)
    return page


def the_person(key: str, gone: str) -> Person:
    """Who asked for a job; ``PermanentFailure`` with the sentence ``gone`` when nobody here has this key."""
    person = Person.objects.filter(uuid=key).select_related("user").first()
    if person is None:
        raise PermanentFailure(gone)
    return person
