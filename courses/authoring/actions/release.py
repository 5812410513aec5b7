"""Releasing a course: from its published pages to an edition, as a job."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses.authoring.compiling.course import compile_gathered
from courses.authoring.compiling.facts import COMPILER, FORMAT, Compiled
from courses.authoring.compiling.gather import gather
from courses.authoring.compiling.pages import published_pages, source_of
from courses.authoring.corrections import corrected_edition
from courses.authoring.editions.read import latest_edition
from courses.authoring.four_eyes import Authored, OwnWords, own_words
from courses.authoring.models import CoursePage, Edition, EditionFile, EditionPage
from courses.authoring.permissions import may
from courses.authoring.portable.source import portable_source
from courses.authoring.progress import Progress, unwatched
from courses.authoring.provenance import authored_beside, authored_pages, changed_since, edition_pages
from courses.authoring.signals import edition_corrected
from lms.foundation.api import enqueue, store_bytes, under_way
from lms.foundation.models import Job, StoredFile
from lms.people.models import Person

JOB = "courses.release"


def release(course: CoursePage, *, by: Person, correction: bool = False) -> Job:
    """Put the release of ``course`` on the queue; a release of it that still waits or runs is given back instead.

    As a ``correction`` it ends in ``NotACorrection`` unless it changes words alone, and reaches running batches.

    ``PermissionDenied`` unless ``by`` may release this course; ``OwnWords`` when it would change pages whose last
    words are hers and that nobody else approved.
    """
    check_right(course, by)
    source = source_of(course)
    pages = published_pages(source)
    refuse_own_words([*authored_pages(pages), *authored_beside(pages, source.key)], source.key, by)
    under_way = running_release(course.key)
    if under_way is not None:
        return under_way
    payload = {"course": str(course.key), "by": str(by.uuid), "correction": correction}
    return enqueue(JOB, key=f"{JOB}/{course.key}/{uuid4()}", payload=payload, created_by=by.uuid)


def running_release(course_key: UUID) -> Job | None:
    """The release of this course that waits or runs."""
    return under_way(f"{JOB}/{course_key}/").first()


def check_right(course: CoursePage, by: Person) -> None:
    """``PermissionDenied`` with a sentence unless ``by`` may release this course."""
    if not may(by, "release", course):
        raise PermissionDenied(
            _("Only a programme admin of its programme, or a releasing trainer, may release this course.")
        )


def make_edition(
    course: CoursePage, *, by: Person | None, progress: Progress = unwatched, correction: bool = False
) -> Edition:
    """Compile the course's published pages now and keep the result; same content, same edition, no new number.

    Without ``by`` it is the system's own doing (a command, the demo). ``NotReleasable`` lists what stands against
    it, ``NotACorrection`` what is more than words; then nothing was kept.
    """
    if by is not None:
        check_right(course, by)
    source = source_of(course)
    progress(5, _("Reading the published pages"))
    gathered = gather(source)
    authored = authored_pages(gathered.pages)
    if by is not None:
        refuse_own_words([*authored, *authored_beside(gathered.pages, source.key)], source.key, by)
    progress(50, _("Writing the edition"))
    compiled = compile_gathered(gathered)
    corrected = corrected_edition(compiled, source.key) if correction else None
    known = Edition.objects.filter(course_key=source.key, hash=compiled.hash).first()
    if known is not None:
        if correction:
            edition_corrected.send(sender=Edition, edition=known, by=by)
        return known
    files = keep_files(compiled)
    files.update(gathered.stored)
    progress(90, _("Keeping the files"))
    return keep(source, compiled, files, authored, by, corrected, portable_source(gathered))


def refuse_own_words(authored: list[Authored], course_key: UUID, by: Person) -> None:
    """``OwnWords`` when ``by`` wrote what this release would change and nobody else approved it."""
    own = own_pages(authored, course_key, by)
    if own:
        raise OwnWords([(page.page, page.title) for page in own])


def own_pages(authored: list[Authored], course_key: UUID, by: Person) -> list[Authored]:
    """The pages that keep ``by`` from releasing now: changed, hers, and approved by nobody else."""
    return own_words(changed_since(latest_edition(course_key), authored), by.user_id)


def keep_files(compiled: Compiled) -> set[StoredFile]:
    """The fragments as files of the content store."""
    return {
        store_bytes(content, suffix="html", content_type="text/html; charset=utf-8")
        for content in compiled.fragments.values()
    }


@transaction.atomic
def keep(
    course: CoursePage,
    compiled: Compiled,
    files: Iterable[StoredFile],
    authored: list[Authored],
    by: Person | None,
    corrected: Edition | None,
    portable: bytes,
) -> Edition:
    """Write the edition's row under the next number, who stood behind each page, and one entry in the audit log."""
    CoursePage.objects.select_for_update().get(pk=course.pk)
    last = Edition.objects.filter(course_key=course.key).aggregate(last=Max("number"))["last"] or 0
    edition, created = Edition.objects.get_or_create(
        course_key=course.key,
        hash=compiled.hash,
        defaults={
            "number": last + 1,
            "format": FORMAT,
            "compiler": COMPILER,
            "manifest": store_bytes(compiled.manifest, suffix="json", content_type="application/json"),
            "sealed": store_bytes(compiled.sealed, suffix="json", content_type="application/json"),
            "source": store_bytes(portable, suffix="json", content_type="application/json"),
            "released_by": by,
            "released_at": timezone.now(),
            "corrects": corrected,
        },
    )
    if created:
        EditionFile.objects.bulk_create(EditionFile(edition=edition, stored=stored) for stored in files)
        EditionPage.objects.bulk_create(edition_pages(edition, authored))
        user = by.user if by else None
        log(instance=course, action="hunar_courses.release", user=user, data={"edition": str(edition.uuid)})
    if corrected is not None:
        edition_corrected.send(sender=Edition, edition=edition, by=by)
    return edition
