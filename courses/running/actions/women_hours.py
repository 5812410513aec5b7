"""Hours in which a centre is for women alone."""

from datetime import time

from django.db import transaction

from courses.running.actions.audit import record
from courses.running.permissions import require
from lms.people.models import Centre, Person, WomenHours


@transaction.atomic
def add_women_hours(
    centre: Centre, *, opens: time, closes: time, by: Person | None, weekday: int | None = None
) -> WomenHours:
    """Keep these hours for women, on one day of the week (0 is Monday) or every day. What is booked stays booked."""
    require(by, "import_punches", centre)
    hours = WomenHours(centre=centre, weekday=weekday, opens=opens, closes=closes)
    hours.full_clean()
    hours.save()
    record(centre, "add_women_hours", by, hours=str(hours.uuid))
    return hours


@transaction.atomic
def drop_women_hours(hours: WomenHours, *, by: Person | None) -> None:
    """Open these hours to everybody again."""
    require(by, "import_punches", hours.centre)
    record(hours.centre, "drop_women_hours", by, hours=str(hours.uuid))
    hours.delete()
