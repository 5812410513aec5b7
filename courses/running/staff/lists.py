"""Reads of staff screens: which batches a person sees, and how far their trainees are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.html import format_html

from courses.authoring.api import course_titles, load_manifest, way_name
from courses.running.access.words import end_words, when_words
from courses.running.models import ActivityRecord, ClassSession, Cohort, Enrolment, Programme
from courses.running.querysets import cohorts, next_steps, standing_roll
from courses.running.seats.first_class import first_class
from courses.running.womens_batches import closed_to
from lms.people.api import CENTRE_MANAGER, PROGRAMME_ADMIN, SITE, TRAINER, is_superuser, roles_of
from lms.people.models import Person


@dataclass(frozen=True)
class Member:
    """One trainee of a batch as its list shows her; ``minutes`` are in class."""

    enrolment: Enrolment
    username: str
    done: int
    of: int
    minutes: int
    window: str


def visible_cohorts(person: Person) -> "QuerySet[Cohort]":
    """Return the batches that a person sees; the same answer as ``may``, as one query."""
    return cohorts_by_role(person).exclude(pk__in=closed_to(person).values("pk"))


def closed_count(person: Person) -> int:
    """Return how many batches for women stay closed to a person whose roles would let him in."""
    return cohorts_by_role(person).filter(pk__in=closed_to(person).values("pk")).order_by().count()


def cohorts_by_role(person: Person) -> "QuerySet[Cohort]":
    """Return the batches in which a person has a role, those for women too."""
    roles = roles_of(person)
    rows = (
        cohorts()
        .annotate(trainees=Count("enrolments", filter=Q(enrolments__state=Enrolment.State.ACTIVE), distinct=True))
        .order_by("-starts_on", "name", "pk")
    )
    if is_superuser(person) or {(PROGRAMME_ADMIN, SITE), (TRAINER, SITE)} & roles.held:
        return rows
    managed = Q(centre__uuid__in=roles.scopes(CENTRE_MANAGER, "centre"))
    managed |= Q(centre__organisation__uuid__in=roles.scopes(CENTRE_MANAGER, "organisation"))
    if (CENTRE_MANAGER, SITE) in roles.held:
        managed = Q(centre__isnull=False)
    return rows.filter(
        Q(programme__uuid__in=roles.scopes(PROGRAMME_ADMIN, "programme"))
        | Q(course_key__in=roles.scopes(TRAINER, "course"))
        | managed
        | Q(
            course_key__in=Programme.objects.filter(uuid__in=roles.scopes(TRAINER, "programme")).values(
                "courses__course_key"
            )
        )
    )


def run_programmes(person: Person) -> list[Programme]:
    """Return the programmes that a person runs, by name."""
    roles = roles_of(person)
    if is_superuser(person) or (PROGRAMME_ADMIN, SITE) in roles.held:
        return list(Programme.objects.all())
    return list(Programme.objects.filter(uuid__in=roles.scopes(PROGRAMME_ADMIN, "programme")))


def has_a_role(person: Person | None) -> bool:
    """Answer whether a person has anything to do on these screens."""
    return person is not None and (
        is_superuser(person) or roles_of(person).has(PROGRAMME_ADMIN, TRAINER, CENTRE_MANAGER)
    )


def runs_programmes(person: Person | None) -> bool:
    """Answer whether a person runs any programme."""
    return person is not None and (is_superuser(person) or roles_of(person).has(PROGRAMME_ADMIN))


def title_of(course_key: UUID) -> str:
    """Return a course's title for staff: in English, else in whatever language it has one."""
    titles = course_titles(course_key)
    return titles.get("en") or next(iter(titles.values()), "A course without pages")


def members_of(cohort: Cohort) -> "QuerySet[Enrolment]":
    """Return the enrolments of a batch for its list: active ones first, then by name."""
    rows = Enrolment.objects.filter(cohort=cohort).select_related("person__user", "projection")
    return rows.order_by("state", "person__display_name", "pk")


def members(cohort: Cohort, rows: Iterable[Enrolment]) -> list[Member]:
    """Return lines of the list for these enrolments; one query."""
    found = list(rows)
    activities = load_manifest(cohort.edition).activities if cohort.edition else ()
    done = done_counts([row.person_id for row in found], [activity.key for activity in activities])
    now = timezone.now()
    return [
        Member(
            enrolment=row,
            username=row.person.user.get_username() if row.person.user else "",
            done=done.get(row.person_id, 0),
            of=len(activities),
            minutes=row.projection.minutes if hasattr(row, "projection") else 0,
            window=window_text(row, cohort, now),
        )
        for row in found
    ]


def done_counts(people: "Sequence[int] | QuerySet[Any, Any]", keys: Sequence[UUID]) -> dict[int, int]:
    """Return how many of these activities each person has done; ``people`` are primary keys, or a query for them."""
    records = ActivityRecord.objects.filter(person__in=people, activity_key__in=keys, state=ActivityRecord.State.DONE)
    return dict(records.values_list("person").annotate(count=Count("pk")))


def window_text(enrolment: Enrolment, cohort: Cohort, now: datetime) -> str:
    """Return the state of a window as a list shows it, read from its projection."""
    made = getattr(enrolment, "projection", None)
    if made is None or made.state != "dated":
        return made.get_state_display() if made else ""
    zone = ZoneInfo(cohort.time_zone)
    if now < made.opens_at:
        return format_html("Opens {}", when_words(made.opens_at, zone))
    pattern = "Open until {}" if now < made.closes_at else "Ended {}"
    return format_html(pattern, end_words(made.closes_at, zone))


@dataclass(frozen=True)
class RollLine:
    """One name on a roll with the minutes that were told; None while nothing was written."""

    key: UUID
    name: str
    username: str
    minutes: int | None


def roll_lines(cohort_list: Sequence[Cohort], session: ClassSession | None) -> list[RollLine]:
    """Return the roll of these batches, each person once, by name; two queries.

    No-shows of the first class stand on its roll, so that a mistake there can be put right.
    """
    on_roll = Q(state=Enrolment.State.ACTIVE)
    if session is not None:
        no_shows = [
            cohort.pk for cohort in cohort_list if cohort.first_class_closed_at and first_class(cohort) == session
        ]
        on_roll |= Q(state=Enrolment.State.NO_SHOW, cohort__in=no_shows)
    rows = Enrolment.objects.filter(on_roll, cohort__in=list(cohort_list))
    people = {row.person_id: row.person for row in rows.select_related("person__user")}
    standing = {}
    if session is not None:
        told = Coalesce("told_minutes", "minutes")
        standing = dict(standing_roll().filter(session=session).values_list("person", told))
    lines = [
        RollLine(
            key=person.uuid,
            name=person.display_name,
            username=person.user.get_username() if person.user else "",
            minutes=standing.get(pk),
        )
        for pk, person in people.items()
    ]
    return sorted(lines, key=lambda line: (line.name.casefold(), line.username))


def courses_run_by(person: Person) -> dict[UUID, str]:
    """Return the courses that the programmes of a person offer, by key, with their titles."""
    keys = {row.course_key for programme in run_programmes(person) for row in programme.courses.all()}
    return {key: title_of(key) for key in keys}


def ways_chosen(cohort: Cohort) -> list[tuple[str, int]]:
    """Return what the trainees of a batch mean to do after the course, the most frequent first; one query."""
    chosen = next_steps().filter(enrolment__cohort=cohort)
    counts = chosen.values("way").annotate(people=Count("enrolment__person", distinct=True))
    return sorted(((way_name(row["way"], "en"), row["people"]) for row in counts), key=lambda way: (-way[1], way[0]))
