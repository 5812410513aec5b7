"""Power cuts in a class: record, take back; what the roll counts follows."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.running.actions.audit import record
from courses.running.actions.minutes import append_minutes, follow, told_of
from courses.running.actions.roll import lock_enrolments, require_unlocked
from courses.running.attendance.counting import Touched, count_days, device_zone
from courses.running.errors import Refusal
from courses.running.models import ClassSession, PowerCut, RollEntry
from courses.running.models.attendance import CUT_REASONS
from courses.running.permissions import require
from courses.running.querysets import standing_roll
from lms.people.models import Person

Kind = PowerCut.Kind


@transaction.atomic
def record_power_cut(
    session: ClassSession, *, starts_at: datetime, until: datetime, reason: str, by: Person | None
) -> PowerCut:
    """Say that a class had no power for a time; its minutes are owed or excused, as the programmes say.

    Rolls taken before and after it count accordingly. Raise ``Refusal`` outside the class, in the time to come, and
    once the roll is locked.
    """
    require(by, "take_roll", session)
    lock(session, by)
    if reason not in dict(CUT_REASONS):
        raise Refusal("Choose a reason. Nothing was changed.")
    if not starts_at < until:
        raise Refusal("The power came back after it went. Look at the times. Nothing was changed.")
    if starts_at >= session.ends_at or until <= session.starts_at:
        raise Refusal("This is outside the class. Nothing was changed.")
    if starts_at > timezone.now():
        raise Refusal("This time has not come yet. Nothing was changed.")
    actor = by.uuid if by else None
    cut = PowerCut.objects.create(
        session=session, kind=Kind.CUT, effective_at=starts_at, until=until, reason_code=reason, actor=actor
    )
    entries = count_roll_again(session, by)
    record(session, "power_cut", by, cut=str(cut.uuid), entries=entries)
    return cut


@transaction.atomic
def undo_power_cut(cut: PowerCut, *, by: Person | None) -> PowerCut:
    """Take a power cut back, as if it had not been; what was told then counts whole again."""
    session = cut.session
    require(by, "take_roll", session)
    lock(session, by)
    if cut.kind != Kind.CUT or PowerCut.objects.filter(supersedes=cut).exists():
        raise Refusal("Somebody has already taken this back. Nothing was changed.")
    undone = PowerCut.objects.create(
        session=session,
        kind=Kind.UNDO,
        effective_at=cut.effective_at,
        until=cut.until,
        reason_code="mistake",
        actor=by.uuid if by else None,
        supersedes=cut,
    )
    entries = count_roll_again(session, by)
    record(session, "undo_power_cut", by, cut=str(undone.uuid), entries=entries)
    return undone


def lock(session: ClassSession, by: Person | None) -> None:
    """Let rolls and power cuts of a class follow one another, while its roll may still be written."""
    ClassSession.objects.select_for_update().get(pk=session.pk)
    if by is not None:
        require_unlocked(session)


def count_roll_again(session: ClassSession, by: Person | None) -> list[str]:
    """Write what the roll counts now: told minutes anew, and days at the door anew. Return uuids of new entries."""
    standing = list(standing_roll().filter(session=session).select_related("person"))
    touched = lock_enrolments(session, [entry.person.uuid for entry in standing])
    entries = []
    for source in sorted({entry.source for entry in standing} - {RollEntry.Source.DEVICE}):
        told = {entry.person_id: told_of(entry) for entry in standing if entry.source == source}
        entries += append_minutes(session, told, by=by, source=source, reason="power_cut")
    if entries:
        follow(touched)
    seen = frozenset(entry.person_id for entry in standing if entry.source == RollEntry.Source.DEVICE)
    centre = session.centre or next((cohort.centre for cohort in session.cohorts.all() if cohort.centre), None)
    if seen and centre is not None:
        day = session.starts_at.astimezone(device_zone()).date()
        entries += count_days(centre, Touched(day, day, seen), by)
    return [str(entry.uuid) for entry in entries]
