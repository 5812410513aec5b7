"""``manage.py reap_jobs``: one round of the reaper."""

from typing import Any

from django.core.management.base import BaseCommand

from lms.foundation.work.reaper import reap


class Command(BaseCommand):
    """Return jobs of dead workers to their queues."""

    help = "Return jobs of dead workers to their queues. Workers on the database do this by themselves."

    def handle(self, *args: Any, **options: Any) -> None:
        """One round, and what it did."""
        done = reap()
        self.stdout.write(
            f"{done.returned} returned, {done.failed} given up, {done.resent} sent once more, {done.mended} rows mended"
        )
