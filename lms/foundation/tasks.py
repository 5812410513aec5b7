"""Django Tasks: the one module that imports it. Above it there are only jobs."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django_tasks import task

TASK_PATH_PREFIX = "lms.foundation.tasks."
STALE = timedelta(hours=1)


@task()
def run_job(uuid: str) -> None:
    """Run the job of this id, if it is still to be run. The queue carries nothing else."""
    from lms.foundation.work.runner import run

    run(UUID(uuid))


def send(uuid: UUID, *, queue: str, run_after: datetime) -> None:
    """Put the job's id on its queue, to be taken not before ``run_after``."""
    later = run_after if run_after > timezone.now() else None
    run_job.using(queue_name=queue, run_after=later).enqueue(str(uuid))
