"""``manage.py sweep_uploads``: forget uploads that nobody went on with."""

from typing import Any

from django.core.management.base import BaseCommand

from media_pipeline.uploads.actions.sweep import sweep_uploads


class Command(BaseCommand):
    """Runs once a night; may run at any time."""

    help = "Finish uploads that are all here, forget those that expired, remove bytes that belong to none."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep, and what was done."""
        swept = sweep_uploads()
        self.stdout.write(
            f"{swept.finished} uploads finished, {swept.forgotten} forgotten, {swept.leftovers} leftovers removed"
        )
