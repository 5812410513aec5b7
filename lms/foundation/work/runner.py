"""Taking one job from the ledger and bringing it to an end."""

import logging
import uuid as ids
from datetime import timedelta
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.models import F
from django.utils import timezone

from lms.foundation.conf import options
from lms.foundation.models import Job
from lms.foundation.work.queue import send
from lms.foundation.work.registry import give_up, kind_of
from lms.foundation.work.run import Heart, JobRun, LeaseLost, PermanentFailure, Postponed
from lms.foundation.work.stopping import stoppable

logger = logging.getLogger("hunar.jobs")
LONGEST_PAUSE = 3600


def run(uuid: UUID) -> None:
    """Run the job if it waits and is due; nothing otherwise, so a queue may deliver an id as often as it likes."""
    claimed = claim(uuid)
    if claimed is None:
        return
    row, leased = claimed
    heart = Heart(leased)
    heart.start()
    try:
        _body(row, leased)
    finally:
        heart.stop()


def claim(uuid: UUID) -> tuple[Job, JobRun] | None:
    """Take the job for this worker by one conditional update; ``None`` when there is nothing to take."""
    lease, now = ids.uuid4(), timezone.now()
    due = Job.objects.filter(uuid=uuid, state=Job.State.WAITING, run_after__lte=now)
    taken = due.update(
        state=Job.State.RUNNING, lease=lease, heartbeat_at=now, attempt=F("attempt") + 1, progress=0, note=""
    )
    if not taken:
        return None
    row = Job.objects.get(uuid=uuid)
    return row, JobRun(row, lease)


def pause_before(attempt: int) -> timedelta:
    """How long to wait after the ``attempt``-th try failed: doubling, at most an hour."""
    return timedelta(seconds=min(LONGEST_PAUSE, options["RETRY_SECONDS"] * 2 ** (attempt - 1)))


def _body(row: Job, leased: JobRun) -> None:
    try:
        body = kind_of(row.kind).function
        with stoppable():
            body(leased, **row.payload)
    except PermanentFailure as problem:
        _fail(row, leased, str(problem))
    except Postponed as problem:
        _later(leased, str(problem), timedelta(seconds=problem.seconds), counts=False)
    except LeaseLost:
        logger.warning("Job %s of kind %s went to another worker.", row.uuid, row.kind)
    except Exception as problem:
        logger.exception("Job %s of kind %s failed at try %s.", row.uuid, row.kind, row.attempt)
        _again_or_fail(row, leased, problem)
    except BaseException:
        _give_back(leased)
        raise
    else:
        _finish(leased)


def _finish(leased: JobRun) -> None:
    ended = {"state": Job.State.DONE, "lease": None, "progress": 100, "error": "", "finished_at": timezone.now()}
    if not leased.mine().update(**ended):
        logger.warning("Job %s was finished by a worker that no longer held it.", leased.uuid)


def _fail(row: Job, leased: JobRun, sentence: str) -> None:
    give_up(row, leased.mine(), sentence)


def _again_or_fail(row: Job, leased: JobRun, problem: Exception) -> None:
    name = type(problem).__name__
    if row.attempt >= row.max_attempts:
        sentence = f"This stopped with a fault ({name}) {row.attempt} times and was given up. The log has more."
        _fail(row, leased, sentence)
        return
    sentence = f"This stopped with a fault ({name}) and will be tried again by itself."
    _later(leased, sentence, pause_before(row.attempt), counts=True)


def _later(leased: JobRun, sentence: str, pause: timedelta, *, counts: bool) -> None:
    """Let the job wait for its next try."""
    again = {"state": Job.State.WAITING, "lease": None, "run_after": timezone.now() + pause, "sent_at": None}
    if leased.mine().update(**again, error=sentence, attempt=F("attempt") - (0 if counts else 1)):
        send(leased.uuid)


def _give_back(leased: JobRun) -> None:
    """The worker is being stopped: the job waits again, and this try does not count."""
    back = {"state": Job.State.WAITING, "lease": None, "run_after": timezone.now(), "sent_at": None}
    try:
        if leased.mine().update(**back, attempt=F("attempt") - 1):
            send(leased.uuid)
    except DatabaseError:
        # The signal broke a query in two: the connection is spoilt, and the reaper brings the job back instead.
        connection.close()
