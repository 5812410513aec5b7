"""``manage.py sweep_files``: remove stored files that nobody holds."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from lms.foundation.conf import options as room_options
from lms.foundation.content.sweep import sweep_files


class Command(BaseCommand):
    """Remove stored files that no row of any installed model holds."""

    help = "Remove stored files that no row of any installed model holds, after a grace."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--grace-hours``."""
        hours = room_options["SWEEP_GRACE_SECONDS"] / 3600
        parser.add_argument("--grace-hours", type=float, default=hours, help=f"default {hours:g}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep, and how many went."""
        self.stdout.write(f"{sweep_files(timedelta(hours=options['grace_hours']))} files removed")
