"""Which places can be booked, and by whom. Reads."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from courses.running.attendance.booking import Seat, Slot, in_women_hours, places_left
from courses.running.models import ClassSession, Enrolment, SlotBooking
from courses.running.models.cohorts import site_time_zone
from lms.people.models import Person, WomenHours

BOOKED = SlotBooking.objects.filter(state=SlotBooking.State.BOOKED)


@dataclass(frozen=True)
class OpenSlot:
    """One slot as a trainee sees it: how many places are left for her, and whether one is hers."""

    session: ClassSession
    left: int
    hers: bool
    for_others: bool


Hours = list[tuple[int | None, time, time]]


def hours_at(centres: Iterable[int | None]) -> dict[int, Hours]:
    """Return the hours for women of each centre; one query."""
    found: dict[int, Hours] = defaultdict(list)
    for row in WomenHours.objects.filter(centre__in=[key for key in centres if key is not None]):
        found[row.centre_id].append((row.weekday, row.opens, row.closes))
    return found


def slot_of(session: ClassSession, known: dict[int, Hours] | None = None) -> Slot:
    """Return what the rule reads of a session; hours for women at its centre make the whole slot theirs."""
    every = hours_at([session.centre_id]) if known is None else known
    hours = every.get(session.centre_id or 0, [])
    alone = session.women_only or in_women_hours(
        session.starts_at, session.planned_minutes, hours, ZoneInfo(site_time_zone())
    )
    return Slot(session.starts_at, session.places or 0, session.women_places or 0, alone)


def taken_seats(session: ClassSession) -> set[Seat]:
    """Return the places that are booked."""
    rows = session.bookings.all() if "bookings" in prefetched(session) else BOOKED.filter(session=session)
    return {Seat(row.pool, row.seat) for row in rows}  # type: ignore[arg-type]


def prefetched(session: ClassSession) -> dict[str, object]:
    """Return what the session came with."""
    return getattr(session, "_prefetched_objects_cache", {})


def slots_for(enrolment: Enrolment, now: datetime) -> "QuerySet[ClassSession]":
    """Return the sessions with places still to come that her batch, or else her centre, may book, the next first."""
    cohort = enrolment.cohort
    rows = ClassSession.objects.filter(starts_at__gt=now, places__gt=0)
    hers = Q(cohorts=cohort)
    if cohort.centre_id is not None:
        hers |= Q(cohorts=None, centre=cohort.centre_id, kind=ClassSession.Kind.LAB)
    keys = rows.filter(hers).values_list("pk", flat=True)
    return ClassSession.objects.filter(pk__in=set(keys)).order_by("starts_at", "pk")


def may_come(session: ClassSession, enrolment: Enrolment) -> bool:
    """Whether this session is for the people of her batch, or for everybody at her centre, and has places."""
    if enrolment.state != Enrolment.State.ACTIVE or not session.places:
        return False
    batches = set(session.cohorts.values_list("pk", flat=True))
    if batches:
        return enrolment.cohort_id in batches
    lab = session.kind == ClassSession.Kind.LAB
    return lab and session.centre_id is not None and session.centre_id == enrolment.cohort.centre_id


def open_slots(enrolment: Enrolment, now: datetime) -> list[OpenSlot]:
    """Return the slots she may book or has booked."""
    person = enrolment.person
    woman = person.gender == Person.Gender.FEMALE
    rows = slots_for(enrolment, now).select_related("centre").prefetch_related(Prefetch("bookings", BOOKED))
    hours, found = hours_at({session.centre_id for session in rows}), []
    for session in rows:
        slot, seats = slot_of(session, hours), taken_seats(session)
        hers = any(row.person_id == person.pk for row in session.bookings.all())
        found.append(OpenSlot(session, places_left(slot, seats, woman=woman), hers, slot.women_only and not woman))
    return found
