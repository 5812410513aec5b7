"""Trying the links that lead out of a course."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.authoring.compiling.facts import ModuleFacts
from courses.authoring.compiling.gather import Gathered, gather
from courses.authoring.models import CoursePage, OutsideLink
from courses.authoring.models.outside import name_of_address
from courses.authoring.outside.addresses import addresses_in
from courses.authoring.outside.ask import Ask, ask_the_web, in_time
from courses.authoring.permissions import may
from courses.authoring.progress import Progress, unwatched
from lms.foundation.api import enqueue, jobs_under, under_way
from lms.foundation.models import Job
from lms.people.models import Person

JOB = "courses.check_links"
AT_ONCE = 4
SAVED_TOGETHER = 20
# A run ends in minutes even when none of them answers; those tried longest ago come first, so that all get their turn.
MOST_A_RUN = 400


class OffLine(Exception):
    """No machine on the web answered at all."""


def ask_for_check(course: CoursePage, *, by: Person) -> Job:
    """Queue a check of all links of ``course``; one that waits or runs is given back instead."""
    if not may(by, "release", course):
        raise PermissionDenied(_("Only those who may release this course may try its links."))
    payload = {"course": str(course.key)}
    return running_check(course.key) or enqueue(
        JOB, key=f"{JOB}/{course.key}/{uuid4()}", payload=payload, created_by=by.uuid
    )


def running_check(course_key: UUID) -> Job | None:
    """The check of this course that waits or runs."""
    return under_way(f"{JOB}/{course_key}/").first()


def failed_check(course_key: UUID) -> str:
    """Why the newest check of this course came to nothing; empty when it did not."""
    newest = jobs_under(f"{JOB}/{course_key}/").first()
    return newest.error if newest is not None and newest.state == Job.State.FAILED else ""


def check_links(
    course: CoursePage,
    *,
    ask: Ask | None = None,
    older_than: timedelta = timedelta(),
    progress: Progress = unwatched,
) -> int:
    """Try the links of what is published now, except those tried within ``older_than``; how many were tried.

    ``OffLine`` when nothing at all answers: that says more of this server than of the links, so nothing is noted.
    """
    due = due_addresses(outside_addresses(gather(course)), older_than)[:MOST_A_RUN]
    for start in range(0, len(due), SAVED_TOGETHER):
        progress(start * 100 // len(due), _("Trying links"))
        some = due[start : start + SAVED_TOGETHER]
        with ThreadPoolExecutor(AT_ONCE) as threads:
            answers = dict(zip(some, threads.map(partial(in_time, ask or ask_the_web), some), strict=True))
        if start == 0 and not any(answer.told.isdigit() for answer in answers.values()):
            raise OffLine(_("None of its links answered: this server may be off line. Nothing was noted."))
        rows = [
            OutsideLink(name=name_of_address(address), address=address, tried_at=timezone.now(), **vars(answer))
            for address, answer in answers.items()
        ]
        OutsideLink.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["name"], update_fields=["state", "told", "tried_at"]
        )
    return len(due)


def outside_addresses(gathered: Gathered) -> list[str]:
    """Where the pages of a course lead out to."""
    return addresses_in(_fragments(gathered.facts.modules))


def untried(addresses: list[str]) -> int:
    """How many of these nobody has tried yet."""
    return len(addresses) - OutsideLink.objects.filter(name__in=map(name_of_address, addresses)).count()


def due_addresses(addresses: Iterable[str], older_than: timedelta) -> list[str]:
    """Those to be tried now, the one tried longest ago first; one never tried before all others."""
    names = {name_of_address(address): address for address in addresses}
    tried = dict(OutsideLink.objects.filter(name__in=names).values_list("name", "tried_at"))
    latest = timezone.now() - older_than
    due = [name for name in names if name not in tried or tried[name] <= latest]
    never = latest.min.replace(tzinfo=latest.tzinfo)
    return [names[name] for name in sorted(due, key=lambda name: tried.get(name, never))]


def _fragments(modules: Iterable[ModuleFacts]) -> Iterator[bytes]:
    for module in modules:
        for activity in module.activities:
            yield from activity.fragments.values()
