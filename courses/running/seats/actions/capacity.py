"""How many seats a cohort has."""

from django.db import transaction
from django.utils import timezone

from courses.running.actions.audit import record
from courses.running.errors import Refusal
from courses.running.models import Cohort
from courses.running.permissions import require
from courses.running.seats.actions.giving import settle
from courses.running.seats.querysets import lock_cohort
from lms.people.models import Person


@transaction.atomic
def change_seats(cohort: Cohort, seats: int | None, *, by: Person | None) -> int:
    """Give a cohort so many seats, or no limit (None); return how many are offered a seat by it.

    Fewer than are taken puts nobody out: no offer is made until seats are free.
    """
    require(by, "change", cohort)
    if seats is not None and seats < 1:
        raise Refusal("A batch has at least one seat. Leave the field empty for no limit. Nothing was changed.")
    locked = lock_cohort(cohort)
    locked.seats = cohort.seats = seats
    locked.save(update_fields=["seats"])
    record(cohort, "change_seats", by, cohort=str(cohort.uuid))
    return len(settle(locked, timezone.now()))
