"""The classes of a batch as the rule of hours owed reads them. Reads; one query for a batch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from courses.running.access.clock import Interval
from courses.running.attendance.countable import cut_minutes
from courses.running.attendance.owing import Meeting, Owing, owing
from courses.running.models import ClassSession, Cohort, PowerCut, RollEntry, SlotBooking
from courses.running.passing.asked import minutes_asked


@dataclass(frozen=True)
class Class:
    """One class session of a batch, or a lab slot of hers or of her centre, which nobody owes (``counts``).

    ``free`` are places that nobody has booked, None where nobody books.
    """

    uuid: UUID
    title: str
    starts_at: datetime
    minutes: int
    make_up: bool
    counts: bool
    taken: bool
    free: int | None
    dark: int

    def meeting(self, now: datetime, *, excused: bool) -> Meeting:
        """Return what the rule reads of it at ``now``; ``excused`` power cuts make nobody owe."""
        over = self.starts_at + timedelta(minutes=self.minutes) <= now
        state = "held" if self.taken else "unknown" if over else "coming"
        # A make-up class that is over without a roll can pay nothing back any more.
        minutes = 0 if self.make_up and over else self.minutes
        return Meeting(minutes, 0 if excused else self.dark, state, self.make_up)

    def bookable(self, now: datetime) -> bool:
        """Whether somebody can still book a place in it."""
        return self.free is not None and self.free > 0 and self.starts_at > now


def classes_of(cohort: Cohort) -> list[Class]:
    """Return the classes of a batch and the lab slots of its centre, the earliest first; one query."""
    through = ClassSession.cohorts.through.objects.filter(classsession=OuterRef("pk"))
    hers = Q(Exists(through.filter(cohort=cohort)))
    if cohort.centre_id is not None:
        hers |= Q(kind=ClassSession.Kind.LAB, centre=cohort.centre_id) & ~Q(Exists(through))
    booked = SlotBooking.objects.filter(session=OuterRef("pk"), state=SlotBooking.State.BOOKED).order_by()
    count = booked.values("session").annotate(count=Count("pk")).values("count")
    rows = ClassSession.objects.filter(hers).annotate(
        counts=Exists(through.filter(cohort=cohort)),
        taken=Exists(RollEntry.objects.filter(session=OuterRef("pk"))),
        booked=Coalesce(Subquery(count), 0),
        cut=FilteredRelation("power_cuts", condition=Q(power_cuts__kind=PowerCut.Kind.CUT)),
        cut_at=F("cut__effective_at"),
        cut_until=F("cut__until"),
        cut_undone=Exists(PowerCut.objects.filter(supersedes=OuterRef("cut__pk"))),
    )
    return grouped(rows.order_by("starts_at", "pk"))


def grouped(rows: Iterable[ClassSession]) -> list[Class]:
    """Return one class for each session: a session with several power cuts comes in as many rows."""
    cuts: dict[int, list[Interval]] = {}
    sessions: dict[int, ClassSession] = {}
    for row in rows:
        sessions.setdefault(row.pk, row)
        found = cuts.setdefault(row.pk, [])
        if row.cut_at is not None and not row.cut_undone:  # type: ignore[attr-defined]
            found.append(Interval(row.cut_at, row.cut_until))  # type: ignore[attr-defined]
    return [
        Class(
            uuid=row.uuid,
            title=row.title,
            starts_at=row.starts_at,
            minutes=row.planned_minutes,
            make_up=row.make_up,
            # Not everybody gets a place in a lab slot, so nobody owes one.
            counts=row.counts and row.kind != ClassSession.Kind.LAB,  # type: ignore[attr-defined]
            taken=row.taken,  # type: ignore[attr-defined]
            free=row.places - row.booked if row.places else None,  # type: ignore[attr-defined]
            dark=cut_minutes(Interval(row.starts_at, row.ends_at), cuts[pk]),
        )
        for pk, row in sessions.items()
    ]


def owing_of(cohort: Cohort, classes: Iterable[Class], attended: int, now: datetime) -> Owing:
    """Return what somebody of this batch with ``attended`` minutes owes at ``now``; no query."""
    policy = cohort.programme.rules
    excused = policy.attendance.power_cuts == "excused"
    return owing(
        [each.meeting(now, excused=excused) for each in classes if each.counts],
        planned=policy.planned_minutes,
        required=minutes_asked(policy),
        attended=attended,
        ended=cohort.state == Cohort.State.ENDED,
    )


def next_make_up(classes: Iterable[Class], now: datetime) -> Class | None:
    """Return the next make-up class in which there is room."""
    return next((each for each in classes if each.make_up and each.starts_at > now and each.free != 0), None)
