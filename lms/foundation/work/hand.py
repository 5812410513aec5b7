"""A worker's hand for sites without a queue: it takes what waits from the ledger itself."""

import signal
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone

from lms.foundation.models import Job
from lms.foundation.work.runner import run


class LedgerHand:
    """As ``tasks.Hand``, without a queue: of the jobs that are due, the highest priority and then the oldest first."""

    def __init__(self, queues: list[str], *, ask_to_stop: Callable[[], None], after_each: Callable[[], None]) -> None:
        """Take jobs of ``queues``; a signal calls ``ask_to_stop``, which may interrupt the job under way."""
        self.told_to_stop = False
        self._queues = queues
        self._ask_to_stop = ask_to_stop
        self._after_each = after_each
        signal.signal(signal.SIGINT, self._shut_down)
        signal.signal(signal.SIGTERM, self._shut_down)

    def empty_queues(self) -> None:
        """Run what is due, one after the other, until nothing is."""
        while not self.told_to_stop and (uuid := self._next()) is not None:
            run(uuid)
            self._after_each()

    def _next(self) -> UUID | None:
        due = Job.objects.filter(state=Job.State.WAITING, queue__in=self._queues, run_after__lte=timezone.now())
        return due.order_by("-priority", "run_after", "pk").values_list("uuid", flat=True).first()

    def _shut_down(self, _signal: int, _frame: Any) -> None:
        self.told_to_stop = True
        self._ask_to_stop()
