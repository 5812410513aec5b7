"""Notices that nobody's action brings but the day itself."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from courses.running.actions.notices import Told, notify_each
from courses.running.models import AccessProjection, Enrolment, Notice
from courses.running.notices.words import WINDOW_CLOSES

DAYS_BEFORE = timedelta(days=5)


def send_due(at: datetime) -> int:
    """Tell everybody whose day it is at ``at``, forget what matters no longer; return how many were told.

    Safe at any time and as often as one likes: the same thing is told once.
    """
    Notice.objects.filter(expires_at__lte=at).delete()
    return notify_each(WINDOW_CLOSES, windows_closing(at))


def windows_closing(at: datetime) -> Iterator[Told]:
    """Yield whom to tell that a window closes within five days; whoever has completed the course needs no warning."""
    rows = AccessProjection.objects.filter(
        closes_at__gt=at,
        closes_at__lte=at + DAYS_BEFORE,
        opens_at__lte=at,
        state=AccessProjection.State.DATED,
        enrolment__state=Enrolment.State.ACTIVE,
        enrolment__completed_at=None,
    )
    facts = rows.order_by("pk").values_list(
        "enrolment__uuid", "enrolment__person", "closes_at", "enrolment__cohort__time_zone"
    )
    for key, person, closes_at, zone in facts.iterator(chunk_size=1000):
        if closes_at is None:
            continue
        # A window ends at the first instant after it.
        day = (closes_at - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).date().isoformat()
        yield Told(person, about=f"{key}:{day}", params={"day": day}, until=closes_at)
