"""Giving free seats to those who wait, by themselves: offers that ran out end, the next ones go out."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from courses.running.models import Application, Cohort, SeatKind
from courses.running.seats.ledger import write
from courses.running.seats.querysets import free_seats, lock_cohort, offered_in, waiting_in
from courses.running.seats.rule import next_in_line, offer_ends
from lms.foundation.api import enqueue

LAPSE = "running.lapse_offers"


@transaction.atomic
def settle_seats(cohort: Cohort) -> None:
    """End what ran out and offer every free seat; nothing where nothing is due. Safe at any time."""
    settle(lock_cohort(cohort), timezone.now())


def settle(locked: Cohort, now: datetime) -> list[Application]:
    """As ``settle_seats`` for a cohort whose row is locked; return who is offered a seat."""
    over = list(offered_in(locked).filter(offered_until__lte=now).values_list("person", flat=True))
    write(SeatKind.LAPSED, locked, over, by=None, at=now, reason="ran_out")
    return offer_next(locked, now)


def offer_next(locked: Cohort, now: datetime) -> list[Application]:
    """Offer the free seats to those who have waited longest; an ended cohort offers none."""
    if locked.state == Cohort.State.ENDED:
        return []
    waiting = list(waiting_in(locked))
    chosen = list(next_in_line(waiting, free_seats(locked) if waiting else 0))
    until = offer_ends(now, locked.programme.rules.seats.offer_days, ZoneInfo(locked.time_zone))
    write(SeatKind.OFFERED, locked, [row.person_id for row in chosen], by=None, at=now, until=until)
    if chosen:
        key = f"{LAPSE}:{locked.uuid}:{until.isoformat()}"
        enqueue(LAPSE, key=key, payload={"cohort": str(locked.uuid)}, run_after=until)
    return chosen
