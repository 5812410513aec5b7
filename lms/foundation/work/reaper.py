"""Bringing back what died: jobs of dead workers, and jobs that no queue knows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from lms.foundation import tasks
from lms.foundation.conf import options
from lms.foundation.models import Job, Throttle
from lms.foundation.work.queue import send
from lms.foundation.work.registry import give_up, lease_seconds

KEEP_TASKS = timedelta(days=7)
KEEP_COUNTERS = timedelta(days=2)


@dataclass(frozen=True)
class Reaped:
    """What one round did: jobs returned to their queue, given up, sent once more; task rows mended."""

    returned: int
    failed: int
    resent: int
    mended: int


def reap() -> Reaped:
    """One round. Safe at any time and in many processes at once: every change is conditional on what was seen."""
    now = timezone.now()
    outcomes = [_bury(row, now) for row in Job.objects.filter(state=Job.State.RUNNING) if _silent(row, now)]
    resent = _send_forgotten(now)
    mended = tasks.tidy(_is_running)
    tasks.forget_ended(now - KEEP_TASKS)
    Throttle.objects.filter(touched_at__lt=now - KEEP_COUNTERS).delete()
    return Reaped(outcomes.count(Job.State.WAITING), outcomes.count(Job.State.FAILED), resent, mended)


def _silent(row: Job, now: datetime) -> bool:
    return row.heartbeat_at is None or now - row.heartbeat_at > timedelta(seconds=lease_seconds(row))


def _bury(row: Job, now: datetime) -> str | None:
    """Take the lease away from a silent worker, unless it spoke in between; return the job's new state."""
    seen = Job.objects.filter(
        pk=row.pk, state=Job.State.RUNNING, lease=row.lease, heartbeat_at=row.heartbeat_at, attempt=row.attempt
    )
    if row.attempt >= row.max_attempts:
        sentence = f"The worker died {row.attempt} times over this and it was given up. Try a smaller file."
        return Job.State.FAILED if give_up(row, seen, sentence) else None
    back = {"state": Job.State.WAITING, "lease": None, "run_after": now, "sent_at": None}
    if not seen.update(**back):
        return None
    send(row.uuid)
    return Job.State.WAITING


def _send_forgotten(now: datetime) -> int:
    """Send jobs that wait and are due but stand in no queue: their process died before it could send them."""
    known = tasks.queued()
    due = Job.objects.filter(state=Job.State.WAITING, run_after__lte=now)
    if known is None:
        long_ago = now - timedelta(seconds=options["RESEND_SECONDS"])
        forgotten = [row.uuid for row in due if (row.sent_at or row.run_after) < long_ago]
    else:
        forgotten = [row.uuid for row in due if row.uuid not in known]
    for uuid in forgotten:
        send(uuid)
    return len(forgotten)


def _is_running(uuid: UUID) -> bool:
    return Job.objects.filter(uuid=uuid, state=Job.State.RUNNING).exists()
