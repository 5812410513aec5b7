"""A job while it runs, as its body sees it."""

import threading
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.utils import timezone

from lms.foundation.conf import options
from lms.foundation.models import Job


class PermanentFailure(Exception):
    """Raised by a body: trying again cannot help. Its text is the sentence that staff read."""


class Postponed(Exception):
    """Raised by a body that cannot go on at present through no fault of the work (the disk is full).

    Its text is the sentence that staff read. The job is tried again after ``seconds`` as often as it takes: such a try
    does not count.
    """

    def __init__(self, sentence: str, *, seconds: int = 30) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class LeaseLost(Exception):
    """This worker was taken for dead and the job given to another: stop, keep nothing."""


class JobRun:
    """The lease of one worker on one job."""

    def __init__(self, row: Job, lease: UUID) -> None:
        """Hold ``lease`` on ``row``."""
        self.uuid = row.uuid
        self.kind = row.kind
        self.attempt = row.attempt
        self.created_by = row.created_by_person
        self.lease = lease

    def mine(self) -> "QuerySet[Job]":
        """The job's row while it is ours, else no row: every write of a run goes through here."""
        return Job.objects.filter(uuid=self.uuid, lease=self.lease, state=Job.State.RUNNING)

    def heartbeat(self) -> None:
        """Say that this worker lives; ``LeaseLost`` when the job is another's by now."""
        if not self.mine().update(heartbeat_at=timezone.now()):
            raise LeaseLost

    def progress(self, percent: int, note: str = "") -> None:
        """Show how far the work is (0-100) and in few words at what; ``LeaseLost`` as in ``heartbeat``."""
        shown = {"progress": max(0, min(100, percent)), "note": note[:200]}
        if not self.mine().update(heartbeat_at=timezone.now(), **shown):
            raise LeaseLost

    def fence(self) -> None:
        """Call first inside the transaction that writes results: it holds the job's row until the commit.

        ``LeaseLost`` when the job is another's: a late worker then writes nothing.
        """
        self.heartbeat()


class Heart(threading.Thread):
    """Beats for a run while its body is busy. Stops by itself when the lease is lost."""

    def __init__(self, run: JobRun) -> None:
        """Beat for ``run``, every ``HUNAR_FOUNDATION["HEARTBEAT_SECONDS"]``."""
        super().__init__(name=f"heart of {run.uuid}", daemon=True)
        self._run = run
        self._still = threading.Event()

    def run(self) -> None:
        """Beat until stopped. A database that is busy for a moment is met again at the next beat."""
        try:
            while not self._still.wait(options["HEARTBEAT_SECONDS"]):
                try:
                    self._run.heartbeat()
                except DatabaseError:
                    connection.close()
                except LeaseLost:
                    return
        finally:
            connection.close()

    def stop(self) -> None:
        """End the beating and wait for a beat under way."""
        self._still.set()
        self.join()
