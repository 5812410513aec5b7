"""Putting a job into the ledger and on its queue."""

import functools
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lms.foundation import tasks
from lms.foundation.models import Job
from lms.foundation.work.registry import kind_of


def enqueue(
    kind: str,
    *,
    key: str,
    payload: dict[str, Any],
    created_by: UUID | None = None,
    priority: int = 0,
    run_after: datetime | None = None,
) -> Job:
    """The job of this ``key``, made when there is none; it starts after the transaction commits, or at ``run_after``.

    The same key never runs beside itself and never again once done; one that failed or was cancelled starts afresh.
    Of the jobs that wait, those with the higher ``priority`` (-100 to 100) are taken first.
    """
    known = kind_of(kind)
    fresh = {
        "kind": kind,
        "queue": known.queue,
        "priority": priority,
        "payload": payload,
        "max_attempts": known.max_attempts,
        "created_by_person": created_by,
        "run_after": run_after or timezone.now(),
    }
    row, created = Job.objects.get_or_create(key=key, defaults=fresh)
    if not created:
        ended = Job.objects.filter(pk=row.pk, state__in=[Job.State.FAILED, Job.State.CANCELLED])
        again = {"state": Job.State.WAITING, "attempt": 0, "progress": 0, "error": "", "note": "", "finished_at": None}
        created = bool(ended.update(**fresh, **again, sent_at=None))
        row.refresh_from_db()
    if created:
        send_on_commit(row)
    return row


def send_on_commit(row: Job) -> None:
    """Send the job's id to its queue when what is written now is kept."""
    transaction.on_commit(functools.partial(send, row.uuid))


def send(uuid: UUID) -> None:
    """Send the id of a waiting job to its queue and note when."""
    row = Job.objects.filter(uuid=uuid, state=Job.State.WAITING).first()
    if row is not None:
        tasks.send(row.uuid, queue=row.queue, run_after=row.run_after, priority=row.priority)
        Job.objects.filter(pk=row.pk).update(sent_at=timezone.now())


def jobs_under(prefix: str) -> "QuerySet[Job]":
    """The jobs whose keys begin with ``prefix``: a long piece of work gives all of its jobs one beginning."""
    return Job.objects.filter(key__startswith=prefix)


def under_way(prefix: str) -> "QuerySet[Job]":
    """Those of them that wait or run."""
    return jobs_under(prefix).filter(state__in=Job.UNDER_WAY)


def cancel(prefix: str, *, but: UUID | None = None) -> int:
    """End every waiting or running job whose key begins with ``prefix``, ``but`` one; return how many.

    A running body hears of it as ``LeaseLost`` at its next sign of life, and can write nothing from now on.
    """
    going = under_way(prefix)
    ended = going if but is None else going.exclude(uuid=but)
    return ended.update(state=Job.State.CANCELLED, lease=None, finished_at=timezone.now())
