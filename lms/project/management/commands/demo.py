"""`manage.py demo`: load the demo into an empty site; run again, it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.project.demo.load import RealAccounts, is_loaded, load


class Command(BaseCommand):
    """Loads the demo where no real account exists."""

    help = "Load the demo: one programme, four courses, two centres, people at every stage."

    def handle(self, *_: Any, **__: Any) -> None:
        """Load, or say why not."""
        if not settings.HUNAR_DEMO:
            raise CommandError("This site is not a demo (HUNAR_DEMO is not set), so nothing was loaded.")
        if is_loaded():
            return
        try:
            load()
        except RealAccounts as refusal:
            raise CommandError(str(refusal)) from refusal
