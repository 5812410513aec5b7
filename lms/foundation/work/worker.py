"""The loop of a worker process."""

import logging
import time

from django.db import DatabaseError, close_old_connections

from lms.foundation import tasks
from lms.foundation.conf import options
from lms.foundation.work.hand import LedgerHand
from lms.foundation.work.reaper import reap
from lms.foundation.work.stopping import ask_to_stop

logger = logging.getLogger("hunar.jobs")


class Worker:
    """Runs what is due on some queues; reaps at the start and from time to time."""

    def __init__(self, queues: list[str], *, pause_seconds: float = 1.0) -> None:
        """Serve ``queues``; look again after ``pause_seconds`` when there was nothing to do."""
        self._pause = pause_seconds
        self._reaped_at = 0.0
        hand: type[LedgerHand | tasks.Hand] = LedgerHand if tasks.has_no_queue() else tasks.Hand
        self._hand = hand(queues, ask_to_stop=ask_to_stop, after_each=self.reap_when_due)

    def run(self, *, until_empty: bool = False) -> None:
        """Work until a signal comes, or until nothing is due. A database that is away is waited for."""
        while not self._hand.told_to_stop:
            try:
                self.reap_when_due()
                self._hand.empty_queues()
            except DatabaseError:
                logger.exception("The worker could not reach the database and waits for it.")
                close_old_connections()
            if until_empty or self._hand.told_to_stop:
                return
            time.sleep(self._pause)

    def reap_when_due(self) -> None:
        """One round of the reaper, when the last was long enough ago."""
        if not self._reaped_at or time.monotonic() - self._reaped_at >= options["REAP_SECONDS"]:
            self._reaped_at = time.monotonic()
            reap()
