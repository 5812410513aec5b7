"""``manage.py send_notices``: tell people what the day brings."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.running.notices.due import send_due


class Command(BaseCommand):
    """Once a day, or as often as one likes: nothing is told twice."""

    help = "Write the notices of the day (windows that close, webinars of tomorrow) and forget those that are over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell them."""
        self.stdout.write(f"{send_due(timezone.now())} notices are due.")
