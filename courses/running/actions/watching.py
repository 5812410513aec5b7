"""What a trainee has played of a lecture.

She acts for herself, so nothing of it goes to the audit log of staff.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from courses.authoring.api import Activity
from courses.authoring.models import Edition
from courses.running.actions.progress import record_activity
from courses.running.models import WatchClock, WatchedLecture
from courses.running.policy import Policy
from courses.running.watching.asked import lecture_seconds, percent_of, seconds_left
from courses.running.watching.rule import Clock, Watched, gone_on, heard
from courses.running.watching.stretches import Stretch, within
from lms.people.models import Person


@transaction.atomic
def watch(
    person: Person, activity: Activity, stretches: Iterable[Stretch], *, device: str, began: datetime, at: datetime
) -> WatchedLecture:
    """Add what she played to what counts, as far as the server's clock allows; see ``watching.rule``.

    ``began`` is the earliest she could have played anything: from there on counts the clock of her first phone.
    The caller has asked the door. Clock and row are locked, always in this order.
    """
    clock_row = clock_of(person, device, began)
    clock = gone_on(Clock(clock_row.heard_at, clock_row.spare), at)
    row, _created = WatchedLecture.objects.select_for_update().get_or_create(
        person=person, activity_key=activity.key, defaults={"updated_at": at}
    )
    said = within(stretches, lecture_seconds(activity, longest=True))
    found, clock = heard(Watched(pairs(row.counted), pairs(row.waiting)), said, clock)
    row.counted, row.waiting, row.seconds, row.updated_at = found.counted, found.waiting, found.seconds, at
    row.save()
    clock_row.heard_at, clock_row.spare = clock.heard_at, clock.spare
    clock_row.save(update_fields=["heard_at", "spare"])
    return row


def clock_of(person: Person, device: str, began: datetime) -> WatchClock:
    """Return the locked clock of a phone; a new phone begins where the person was last heard, on whichever phone."""
    known = WatchClock.objects.select_for_update().filter(person=person, device=device).first()
    if known is not None:
        return known
    last = WatchClock.objects.filter(person=person).order_by("-heard_at").values_list("heard_at", flat=True).first()
    clock, _created = WatchClock.objects.select_for_update().get_or_create(
        person=person, device=device, defaults={"heard_at": last or began}
    )
    return clock


def pairs(stored: Iterable[Iterable[int]]) -> tuple[Stretch, ...]:
    """Return stored stretches as the rule reads them."""
    return tuple((start, end) for start, end in stored)


def finish_when_watched(
    person: Person, activity: Activity, edition: Edition, policy: Policy, watched: WatchedLecture
) -> bool:
    """Record the activity as done when its programme asks for watching and she has watched enough; say whether."""
    if percent_of(policy, activity) is None or seconds_left(policy, activity, watched.seconds):
        return False
    record_activity(person, activity.key, edition, done=True, at=watched.updated_at)
    return True
