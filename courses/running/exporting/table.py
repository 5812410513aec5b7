"""The table of a batch: a heading and one row a trainee. As few queries for twenty thousand trainees as for twenty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils import timezone
from django.utils.html import strip_tags

from courses.authoring.api import Activity, load_manifest
from courses.running.attendance.meetings import Class, classes_of, owing_of
from courses.running.evidence import marks_text
from courses.running.exporting.cells import Cell, harmless
from courses.running.exporting.columns import more_columns
from courses.running.models import ActivityRecord, Cohort, Enrolment
from courses.running.querysets import standing_roll
from courses.running.staff.lists import done_counts, members_of, window_text

AT_ONCE = 1000
WHO = ("Enrolment", "Name", "Username")
NAMES = ("Full name", "Name in Urdu")
ABOUT = ("Gender", "District", "State", "Joined on", "Minutes in class", "Minutes owed")
CLASSES = ("Minutes still asked for", "Classes attended")
DOOR = ("Window", "Opens on", "Last day", "Completed on")


@dataclass(frozen=True)
class Facts:
    """What is read once for all rows, by the primary key of the person."""

    cohort: Cohort
    activities: Sequence[Activity]
    marked: Sequence[Activity]
    done: Mapping[int, int]
    classes: Mapping[int, int]
    marks: Mapping[tuple[int, UUID], str]
    held: Sequence[Class]
    more: Sequence[tuple[int, Mapping[UUID, Sequence[Cell]]]]
    zone: ZoneInfo
    now: datetime


def table_of(cohort: Cohort, *, names: bool) -> Iterator[list[Cell]]:
    """Yield the heading and then each trainee, as the batch's page lists them, each cell harmless.

    ``names`` adds the names that stand on a certificate. Nothing is kept of a row once it is yielded.
    """
    facts = read(cohort)
    yield [harmless(cell) for cell in headings(facts, names=names)]
    for enrolment in members_of(cohort).select_related("person__district").iterator(chunk_size=AT_ONCE):
        yield [harmless(cell) for cell in row_of(enrolment, facts, names=names)]


def read(cohort: Cohort) -> Facts:
    """Read what all rows share: done activities, marks, classes, and what other rooms add."""
    activities = load_manifest(cohort.edition).activities if cohort.edition else ()
    marked = [activity for activity in activities if "pass_percent" in activity.extra]
    people = Enrolment.objects.filter(cohort=cohort).values("person")
    roll = standing_roll().filter(session__cohorts=cohort, minutes__gt=0).order_by()
    records = ActivityRecord.objects.filter(
        person__in=people, activity_key__in=[activity.key for activity in marked], max_score__isnull=False
    )
    marks = records.values_list("person", "activity_key", "best_score", "max_score")
    return Facts(
        cohort=cohort,
        activities=activities,
        marked=marked,
        done=done_counts(people, [activity.key for activity in activities]),
        classes=dict(roll.values_list("person").annotate(count=Count("session", distinct=True))),
        marks={(person, key): f"{marks_text(best)} of {marks_text(most)}" for person, key, best, most in marks},
        held=classes_of(cohort),
        more=[(len(each.headings), each.supplier(cohort)) for each in more_columns()],
        zone=ZoneInfo(cohort.time_zone),
        now=timezone.now(),
    )


def headings(facts: Facts, *, names: bool) -> list[Cell]:
    """Return the first row."""
    marks = [f"{activity.title('en')}: best mark" for activity in facts.marked]
    more = [heading for each in more_columns() for heading in each.headings]
    return [*WHO, *(NAMES if names else ()), *ABOUT, *CLASSES, "Activities done", "of", *marks, *DOOR, *more]


def row_of(enrolment: Enrolment, facts: Facts, *, names: bool) -> list[Cell]:
    """Return one trainee."""
    person = enrolment.person
    return [
        str(enrolment.uuid),
        person.display_name,
        person.user.get_username() if person.user else "",
        *((person.legal_name, person.urdu_name) if names else ()),
        *about(enrolment, facts),
        facts.done.get(person.pk, 0),
        len(facts.activities),
        *(facts.marks.get((person.pk, activity.key)) for activity in facts.marked),
        *door_cells(enrolment, facts),
        *more_cells(enrolment, facts),
    ]


def about(enrolment: Enrolment, facts: Facts) -> Iterator[Cell]:
    """Yield who she is in this batch, and her minutes and classes."""
    centre = facts.cohort.centre
    made = getattr(enrolment, "projection", None)
    minutes = made.minutes if made else 0
    yield enrolment.person.get_gender_display()
    district = enrolment.person.district or (centre.district if centre else None)
    yield district.name_en if district else None
    yield enrolment.get_state_display()
    yield day(enrolment.enrolled_at, facts.zone)
    yield minutes
    owing = owing_of(facts.cohort, facts.held, minutes, facts.now)
    yield owing.owed
    yield owing.short
    yield facts.classes.get(enrolment.person_id, 0)


def door_cells(enrolment: Enrolment, facts: Facts) -> Iterator[Cell]:
    """Yield her window as the batch's page says it, its first and last day, and the day of completion."""
    made = getattr(enrolment, "projection", None)
    yield strip_tags(window_text(enrolment, facts.cohort, facts.now))
    yield day(made.opens_at if made else None, facts.zone)
    # A window ends at the first instant after it.
    yield day(made.closes_at - timedelta(minutes=1) if made and made.closes_at else None, facts.zone)
    yield day(enrolment.completed_at, facts.zone)


def more_cells(enrolment: Enrolment, facts: Facts) -> Iterator[Cell]:
    """Yield what other rooms say of her."""
    for width, cells in facts.more:
        yield from cells.get(enrolment.uuid, [None] * width)


def day(moment: datetime | None, zone: ZoneInfo) -> str | None:
    """Return a local day as ``2026-11-30``, which every spreadsheet reads alike."""
    return moment.astimezone(zone).date().isoformat() if moment else None
