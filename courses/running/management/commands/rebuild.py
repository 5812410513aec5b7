"""``manage.py rebuild``: make every projection again from the ledgers."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.running.access.store import refresh_projections
from courses.running.models import Enrolment
from courses.running.seats.ledger import rebuild_applications

AT_ONCE = 500


class Command(BaseCommand):
    """Projections are only for lists: throwing them away and making them again loses nothing."""

    help = "Make the projections of windows and waiting lists again from the ledgers. Safe also while people work."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all enrolments, a few hundred at a time."""
        keys = list(Enrolment.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            refresh_projections(keys[start : start + AT_ONCE])
        rebuild_applications()
        self.stdout.write(f"{len(keys)} projections made again.")
