"""``manage.py work``: the worker."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.foundation.tasks import has_no_queue, uses_database
from lms.foundation.work.worker import Worker


class Command(BaseCommand):
    """Run jobs of some queues until stopped by SIGTERM or Ctrl-C."""

    help = "Run jobs of some queues until stopped. Run one process for 'default' and one for 'media'."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--queues``, ``--until-empty``, ``--pause``."""
        parser.add_argument("--queues", default="default,media", help="names with commas between")
        parser.add_argument("--until-empty", action="store_true", help="end when nothing is due")
        parser.add_argument("--pause", type=float, default=1.0, help="seconds before looking again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work; where another program keeps the queue, say that its own worker is meant."""
        if not uses_database() and not has_no_queue():
            raise CommandError("Tasks of this site do not wait in the database: start the worker of their backend.")
        if options["verbosity"] < 2:
            logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        queues = [name.strip() for name in options["queues"].split(",") if name.strip()]
        Worker(queues, pause_seconds=options["pause"]).run(until_empty=options["until_empty"])
