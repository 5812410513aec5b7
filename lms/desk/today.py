"""What waits for one staff member today: reads across rooms, each by that room's own rights."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Max
from django.urls import reverse
from django.utils import timezone

from certificates.permissions import OFFICER
from certificates.staff.lists import cohorts_for
from courses.running.models import ClassSession, Cohort
from courses.running.staff.lists import has_a_role, visible_cohorts
from lms.foundation.models import Job
from lms.people.api import is_superuser, roles_of
from lms.people.models import Person
from media_pipeline.models import Recording
from media_pipeline.permissions import policy

MOST = 5
AT_WORK = (Recording.State.WAITING, Recording.State.WORKING)


@dataclass(frozen=True)
class Line:
    """One thing with the screen it leads to; ``url`` is empty where there is none."""

    title: str
    detail: str
    url: str = ""


@dataclass(frozen=True)
class Section:
    """Things of one kind, at most ``MOST``, and the screen that shows them all."""

    title: str
    lines: tuple[Line, ...]
    url: str = ""


def today(person: Person) -> list[Section]:
    """What this person may see and act on, the most urgent kind first; kinds with nothing in them are left out."""
    kinds: tuple[Callable[[Person], Section], ...] = (rolls, failed_jobs, recordings, ready_for_certificates, batches)
    return [section for section in (kind(person) for kind in kinds) if section.lines]


def rolls(person: Person) -> Section:
    """Classes of today and of the day before whose roll she takes, the latest first; each opens on a phone."""
    hers = visible_cohorts(person).filter(state=Cohort.State.OPEN) if has_a_role(person) else Cohort.objects.none()
    now = timezone.now()
    found = ClassSession.objects.filter(cohorts__in=hers, starts_at__gt=now - timedelta(days=2), starts_at__lte=now)
    lines = tuple(
        Line(each.title, "Roll on a phone", reverse("hunar_running:take_roll", args=[each.uuid]))
        for each in found.distinct().order_by("-starts_at")[:MOST]
    )
    return Section("Rolls to take", lines)


def batches(person: Person) -> Section:
    """Open batches in which she has a role, the window that ends first at the top."""
    found = visible_cohorts(person).filter(state=Cohort.State.OPEN) if has_a_role(person) else Cohort.objects.none()
    last = found.annotate(last=Max("enrolments__projection__closes_at")).order_by("last", "name")[:MOST]
    lines = tuple(
        Line(
            each.name, window_words(each.last, each.time_zone), reverse("hunar_running_staff:cohort", args=[each.uuid])
        )
        for each in last
    )
    return Section("Batches running", lines, reverse("hunar_running_staff:cohorts"))


def window_words(last: datetime | None, time_zone: str) -> str:
    """The last day on which a trainee of a batch can learn; a window ends at the first instant after it."""
    if last is None:
        return "No window yet"
    word = "ends" if last > timezone.now() else "ended"
    return f"Last window {word} {(last - timedelta(minutes=1)).astimezone(ZoneInfo(time_zone)):%d %b %Y}"


def recordings(person: Person) -> Section:
    """Recordings being processed and those whose work ended without a result, in the collections she works in."""
    seen = policy().instances_user_has_any_permission_for(person.user, ["add", "change", "choose"])
    waiting = seen.filter(state__in=(*AT_WORK, Recording.State.FAILED, Recording.State.STOPPED)).order_by(
        "-created_at"
    )[:MOST]
    lines = tuple(
        Line(
            each.title,
            recording_words(each),
            reverse("hunar_media_recordings:inspect", args=[each.pk]),
        )
        for each in waiting
    )
    return Section("Recordings", lines, reverse("hunar_media_recordings:index"))


def recording_words(recording: Recording) -> str:
    """How a recording that is not ready stands."""
    words = {Recording.State.FAILED: f"Failed: {recording.failure}", Recording.State.STOPPED: "Stopped"}
    return words.get(Recording.State(recording.state), "Being processed")


def failed_jobs(person: Person) -> Section:
    """Work that gave up: her own, or everybody's for a superuser. Recordings speak for themselves."""
    jobs = Job.objects.filter(state=Job.State.FAILED).exclude(kind__startswith="media.")
    if not is_superuser(person):
        jobs = jobs.filter(created_by_person=person.uuid)
    lines = tuple(Line(job.kind, job.error or job.note) for job in jobs.order_by("-finished_at")[:MOST])
    return Section("Did not work", lines)


def ready_for_certificates(person: Person) -> Section:
    """Batches in which somebody has all the course asks for and no paper yet; for certificate officers."""
    if not is_superuser(person) and not roles_of(person).has(OFFICER):
        return Section("Certificates to issue", ())
    return Section(
        "Certificates to issue", tuple(waiting_for_paper(person)), reverse("hunar_certificates_staff:cohorts")
    )


def waiting_for_paper(person: Person) -> Iterator[Line]:
    """One line for each batch with trainees whose certificate can be issued."""
    known: Any = cohorts_for(person)  # counted by the room: ``passed`` and ``issued`` are on every row
    waiting = known.filter(passed__gt=F("issued")).annotate(ready=F("passed") - F("issued"))
    for name, key, ready in waiting.values_list("name", "uuid", "ready")[:MOST]:
        words = "1 trainee can get a certificate" if ready == 1 else f"{ready} trainees can get a certificate"
        yield Line(name, words, reverse("hunar_certificates_staff:cohort", args=[key]))
