"""Unlocking the roll of a class that is past its days."""

from django.db import transaction
from django.utils import timezone

from courses.running.actions.audit import record
from courses.running.attendance.locking import end_of_day
from courses.running.attendance.rolls import is_locked, zone_of
from courses.running.errors import Refusal
from courses.running.models import ClassSession, RollUnlock
from courses.running.models.attendance import UNLOCK_REASONS
from courses.running.permissions import require
from lms.people.models import Person


@transaction.atomic
def unlock_roll(session: ClassSession, *, reason: str, by: Person | None) -> RollUnlock:
    """Let a locked roll be written until the end of the day, with a reason code; ``Refusal`` when it is not locked."""
    require(by, "unlock", session)
    if reason not in dict(UNLOCK_REASONS):
        raise Refusal("Choose a reason. Nothing was changed.")
    now = timezone.now()
    if not is_locked(session, now):
        raise Refusal("This roll is not locked. Nothing was changed.")
    unlocked = RollUnlock.objects.create(
        session=session,
        kind=RollUnlock.Kind.UNLOCK,
        effective_at=now,
        recorded_at=now,
        until=end_of_day(now, zone_of(session)),
        reason_code=reason,
        actor=by.uuid if by else None,
    )
    record(session, "unlock_roll", by, unlock=str(unlocked.uuid))
    return unlocked
