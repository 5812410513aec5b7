"""Django Tasks: the one module that imports it. Above it there are only jobs."""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from django_tasks import TaskResultStatus, task, task_backends

STALE = timedelta(hours=1)
DATABASE_BACKEND = "django_tasks_db"
# The library's own backends keep nothing: they would run the work inside the request, or never.
KEEPS_NOTHING = "django_tasks"


@task()
def run_job(uuid: str) -> None:
    """Run the job of this id, if it is still to be run. The queue carries nothing else."""
    from lms.foundation.work.runner import run

    run(UUID(uuid))


def send(uuid: UUID, *, queue: str, run_after: datetime, priority: int = 0) -> None:
    """Put the job's id on its queue, to be taken not before ``run_after``, those of higher ``priority`` first.

    Nothing where there is no queue: the job waits in the ledger, and our worker finds it there.
    """
    if has_no_queue():
        return
    later = run_after if run_after > timezone.now() else None
    ranked = priority if task_backends["default"].supports_priority else 0
    run_job.using(queue_name=queue, run_after=later, priority=ranked).enqueue(str(uuid))


def uses_database() -> bool:
    """True when tasks wait in the database, where we look after them ourselves."""
    return _backend_package() == DATABASE_BACKEND


def has_no_queue() -> bool:
    """True for a site that configured no queue at all (Django's default): work then waits in our ledger alone."""
    return _backend_package() == KEEPS_NOTHING


def missing_queues(wanted: set[str]) -> set[str]:
    """Which of the ``wanted`` queues the site's backend would refuse."""
    known = task_backends["default"].queues
    return wanted - known if known and not has_no_queue() else set()


def _backend_package() -> str:
    return type(task_backends["default"]).__module__.partition(".")[0]


def tidy(still_running: Callable[[UUID], bool]) -> int:
    """Mend what dead workers left in the task table, which its library leaves for ever; return how many rows.

    A task of ours whose job nobody runs any more is closed: the ledger has sent another. A task of somebody else's
    (Wagtail's indexing) that has been running for an hour goes back to its queue.
    """
    if not uses_database():
        return 0
    from django_tasks_db.models import DBTaskResult

    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    mended = 0
    for row in running.filter(task_path=run_job.module_path):
        if not still_running(UUID(row.args_kwargs["args"][0])):
            closed = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
            mended += running.filter(pk=row.pk, started_at=row.started_at).update(**closed)
    others = running.exclude(task_path=run_job.module_path).filter(started_at__lt=timezone.now() - STALE)
    return mended + others.update(status=TaskResultStatus.READY)


def forget_ended(before: datetime) -> int:
    """Remove rows of tasks that ended before a moment; the ledger keeps what matters. Return how many went."""
    if not uses_database():
        return 0
    from django_tasks_db.models import DBTaskResult

    return int(DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()[0])


def queued() -> set[UUID] | None:
    """The jobs whose ids stand in a queue, or ``None`` when the queue cannot be asked."""
    if not uses_database():
        return None
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=run_job.module_path)
    return {UUID(arguments["args"][0]) for arguments in waiting.values_list("args_kwargs", flat=True)}


class Hand:
    """One worker's hand on the queues: the library's loop, ended our way."""

    def __init__(self, queues: list[str], *, ask_to_stop: Callable[[], None], after_each: Callable[[], None]) -> None:
        """Take from ``queues``; a signal calls ``ask_to_stop``, which may interrupt the job under way."""
        from django_tasks_db.management.commands.db_worker import Worker

        class StoppingWorker(Worker):  # type: ignore[misc]
            """Ends at the first signal instead of after the current transcode."""

            def shutdown(self, signum: int, frame: Any) -> None:
                self.running = False
                ask_to_stop()
                if not self.running_task:
                    sys.exit(0)

            def run_task(self, db_task_result: Any) -> None:
                super().run_task(db_task_result)
                after_each()

        self._worker = StoppingWorker(
            queue_names=queues,
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"hunar-{uuid4()}",
            excluded_queue_names=[],
        )
        self._worker.configure_signals()

    @property
    def told_to_stop(self) -> bool:
        """True after a signal."""
        return not self._worker.running

    def empty_queues(self) -> None:
        """Run what is due, one after the other, until nothing is."""
        self._worker.run()
