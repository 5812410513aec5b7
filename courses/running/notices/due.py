"""Notices that nobody's action brings but the day itself."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from courses.running.access.clock import DAY
from courses.running.actions.notices import Told, notify_each
from courses.running.models import AccessProjection, Enrolment, Notice
from courses.running.notices.words import WEBINAR_TOMORROW, WINDOW_CLOSES

DAYS_BEFORE = timedelta(days=5)


def send_due(at: datetime) -> int:
    """Tell everybody whose day it is at ``at``, forget what matters no longer; return how many were told.

    Safe at any time and as often as one likes: the same thing is told once.
    """
    Notice.objects.filter(expires_at__lte=at).delete()
    closing = notify_each(WINDOW_CLOSES, windows_closing(at))
    return closing + notify_each(WEBINAR_TOMORROW, webinars_tomorrow(at))


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


def webinars_tomorrow(at: datetime) -> Iterator[Told]:
    """Yield whom to tell of a webinar that is tomorrow where her batch meets."""
    soon = {"cohort__meetings__session__starts_at__gt": at, "cohort__meetings__session__starts_at__lte": at + 3 * DAY}
    rows = Enrolment.objects.filter(state=Enrolment.State.ACTIVE, **soon).order_by("pk")
    facts = rows.values_list(
        "person", "cohort__meetings__uuid", "cohort__meetings__session__starts_at", "cohort__time_zone"
    )
    for person, meeting, starts_at, name in facts.iterator(chunk_size=1000):
        zone = ZoneInfo(name)
        local = starts_at.astimezone(zone)
        if local.date() == at.astimezone(zone).date() + DAY:
            yield Told(person, about=str(meeting), params={"at": local.isoformat()}, until=starts_at)
