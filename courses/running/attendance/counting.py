"""From punches in the ledger to entries on the roll, with a reading of every punch. Writes; asks no rights.

The days of some people are counted whole and from the ledger alone, so counting them twice changes nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from courses.running.access.clock import DAY, day_begins
from courses.running.actions.minutes import append_minutes, follow
from courses.running.attendance.presence import Press, folded
from courses.running.attendance.rolls import cuts_of, excuses, is_locked, stretch_of
from courses.running.attendance.verdicts import Outcome, Room, Verdict, judge_day
from courses.running.models import ClassSession, Cohort, Enrolment, Punch, PunchReading, RollEntry
from courses.running.models.cohorts import site_time_zone
from courses.running.querysets import standing_roll
from courses.running.seats.actions.first_class import lock_no_shows, restore_present
from lms.people.models import Centre, Person

USUAL_FOLD = timedelta(minutes=5)
State = PunchReading.State


@dataclass(frozen=True)
class Touched:
    """Days of a centre that are to be counted: everybody's and every unknown number's from ``first`` to ``last``."""

    first: date
    last: date
    people: frozenset[int]
    numbers: frozenset[str] = frozenset()


def device_zone() -> ZoneInfo:
    """Return the zone in which devices tell the time."""
    return ZoneInfo(site_time_zone())


def standing_punches() -> "QuerySet[Punch]":
    """Return the punches that nothing has superseded."""
    return Punch.objects.filter(~Exists(Punch.objects.filter(supersedes=OuterRef("pk"))))


def touched_by(punches: Iterable[Punch]) -> Touched | None:
    """Return which days these punches make it needful to count; None when there are none."""
    found, zone = list(punches), device_zone()
    if not found:
        return None
    days = [punch.effective_at.astimezone(zone).date() for punch in found]
    people = frozenset(punch.person_id for punch in found if punch.person_id)
    return Touched(min(days), max(days), people, frozenset(punch.number for punch in found if not punch.person_id))


@transaction.atomic
def count_days(centre: Centre, touched: Touched, by: Person | None) -> list[RollEntry]:
    """Count these days and return the new roll entries, those of several classes together."""
    zone = device_zone()
    begins, ends = day_begins(touched.first, zone), day_begins(touched.last + DAY, zone)
    sessions = sessions_between(centre, begins, ends)
    no_shows = no_shows_of(sessions.values(), touched.people)
    enrolments = members_of(sessions, touched.people)
    outcomes = judge(centre, touched, sessions, enrolments, back={row.pk for row, _cohort in no_shows})
    entries = write_outcomes(outcomes, sessions, enrolments, by)
    restore_present(no_shows, {entry.person_id for entry in entries}, by=by)
    readings = {key: found for outcome in outcomes.values() for key, found in outcome.verdicts.items()}
    write_readings(readings)
    read_unknown(centre, touched.numbers, begins, ends)
    return entries


def sessions_between(centre: Centre, begins: datetime, ends: datetime) -> dict[int, ClassSession]:
    """Lock and return the classes of batches held at a centre in these days, by primary key."""
    rows = ClassSession.objects.filter(starts_at__gte=begins, starts_at__lt=ends, cohorts__isnull=False)
    # Who sits in the centre while a webinar runs is not in the webinar.
    rows = rows.exclude(kind=ClassSession.Kind.WEBINAR)
    keys = rows.filter(Q(centre=centre) | Q(centre=None, cohorts__centre=centre)).values_list("pk", flat=True)
    locked = ClassSession.objects.select_for_update(of=("self",)).filter(pk__in=set(keys)).order_by("pk")
    return {session.pk: session for session in locked.prefetch_related("cohorts__programme")}


def no_shows_of(sessions: Iterable[ClassSession], people: Iterable[int]) -> list[tuple[Enrolment, Cohort]]:
    """Return who of these people stayed away from a first class as far as its roll said, their cohorts locked."""
    keys = list(Person.objects.filter(pk__in=list(people)).values_list("uuid", flat=True))
    return [pair for session in sessions for pair in lock_no_shows(session, keys)]


def members_of(sessions: Iterable[int], people: Iterable[int]) -> list[Enrolment]:
    """Lock and return every enrolment of these people in which one of these classes counts."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort__programme")
    keys = Enrolment.objects.filter(person__in=list(people), cohort__class_sessions__in=list(sessions))
    return list(rows.filter(pk__in=keys.values("pk")).order_by("pk"))


def judge(
    centre: Centre,
    touched: Touched,
    sessions: dict[int, ClassSession],
    enrolments: Iterable[Enrolment],
    back: Collection[int],
) -> dict[tuple[int, date], Outcome]:
    """Return what each person's day means; ``back`` are no-shows, by primary key, who may have been there after all."""
    zone = device_zone()
    expected = [row for row in enrolments if row.state == Enrolment.State.ACTIVE or row.pk in back]
    rooms = rooms_of(sessions, expected, zone)
    folds = fold_of(enrolments)
    days: dict[tuple[int, date], list[Press]] = defaultdict(list)
    begins, ends = day_begins(touched.first, zone), day_begins(touched.last + DAY, zone)
    rows = standing_punches().filter(centre=centre, effective_at__gte=begins, effective_at__lt=ends)
    for punch in rows.filter(person__in=touched.people):
        if punch.person_id is not None:
            days[punch.person_id, punch.effective_at.astimezone(zone).date()].append(press_of(punch))
    # Who was counted before and has no punch left that day is counted too: a clock put right may move a whole day.
    counted = {
        key for key, found in rooms.items() if any(room.standing and not room.by_staff for room in found.values())
    }
    return {
        (person, day): judge_day(
            days.get((person, day), []), folds.get(person, USUAL_FOLD), rooms.get((person, day), {})
        )
        for person, day in sorted(counted | set(days))
    }


def press_of(punch: Punch) -> Press:
    """Return a punch as the rule reads it."""
    return Press(punch.pk, punch.effective_at, punch.kind)  # type: ignore[arg-type]


def fold_of(enrolments: Iterable[Enrolment]) -> dict[int, timedelta]:
    """Return within how long two punches of a person are one: the shortest time her programmes say."""
    found: dict[int, timedelta] = {}
    for row in enrolments:
        minutes = timedelta(minutes=row.cohort.programme.rules.attendance.fold_minutes)
        found[row.person_id] = min(minutes, found.get(row.person_id, minutes))
    return found


def rooms_of(
    sessions: dict[int, ClassSession], enrolments: Iterable[Enrolment], zone: ZoneInfo
) -> dict[tuple[int, date], dict[int, Room]]:
    """Return the classes of each person on each day, with what stands on their rolls."""
    cuts, now = cuts_of(sessions.values()), timezone.now()
    facts = {key: (excuses(session), is_locked(session, now)) for key, session in sessions.items()}
    standing = {(row.session_id, row.person_id): row for row in standing_roll().filter(session__in=list(sessions))}
    rooms: dict[tuple[int, date], dict[int, Room]] = defaultdict(dict)
    for row in enrolments:
        for key, session in sessions.items():
            if row.cohort_id in {each.pk for each in session.cohorts.all()}:
                entry = standing.get((key, row.person_id))
                rooms[row.person_id, session.starts_at.astimezone(zone).date()][key] = Room(
                    stretch_of(session),
                    cuts[key],
                    *facts[key],
                    standing=entry.minutes if entry else None,
                    by_staff=entry is not None and entry.source != RollEntry.Source.DEVICE,
                )
    return rooms


def write_outcomes(
    outcomes: dict[tuple[int, date], Outcome],
    sessions: dict[int, ClassSession],
    enrolments: list[Enrolment],
    by: Person | None,
) -> list[RollEntry]:
    """Write the minutes of all outcomes, class by class."""
    told: dict[int, dict[int, int]] = defaultdict(dict)
    for (person, _day), outcome in outcomes.items():
        for key, minutes in outcome.minutes.items():
            told[key][person] = minutes
    found: list[RollEntry] = []
    for key, minutes_of in sorted(told.items()):
        found += append_minutes(sessions[key], minutes_of, by=by, source=RollEntry.Source.DEVICE)
    written = {entry.person_id for entry in found}
    if written:
        follow(row for row in enrolments if row.person_id in written)
    return found


def read_unknown(centre: Centre, numbers: Iterable[str], begins: datetime, ends: datetime) -> None:
    """Say of each punch of a number that nobody has whether it is unknown or pressed twice."""
    rows = standing_punches().filter(centre=centre, person=None, number__in=list(numbers))
    presses: dict[str, list[Press]] = defaultdict(list)
    for punch in rows.filter(effective_at__gte=begins, effective_at__lt=ends):
        presses[punch.number].append(press_of(punch))
    readings: dict[int, Verdict | None] = {}
    for group in presses.values():
        duplicates: set[int] = set()
        folded(group, USUAL_FOLD, duplicates)
        readings |= {press.key: Verdict("duplicate") if press.key in duplicates else None for press in group}
    write_readings(readings)


def write_readings(readings: "dict[int, Verdict] | dict[int, Verdict | None]") -> None:
    """Write the projection of these punches; None means that nobody has the number."""
    rows = [
        PunchReading(punch_id=key, state=found.state, session_id=found.session, proposed_at=found.proposed_at)
        if found
        else PunchReading(punch_id=key, state=State.UNKNOWN)
        for key, found in readings.items()
    ]
    PunchReading.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["punch"],
        update_fields=["state", "session", "proposed_at"],
        batch_size=500,
    )
