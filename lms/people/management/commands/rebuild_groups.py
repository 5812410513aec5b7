"""``manage.py rebuild_groups``: managed groups again from the assignments."""

from typing import Any

from django.core.management.base import BaseCommand

from lms.people.groups import rebuild_groups


class Command(BaseCommand):
    """Make rights and members of every managed group again."""

    help = "Make rights and members of every managed group again from the role assignments."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and how many there are."""
        self.stdout.write(f"{rebuild_groups()} groups rebuilt")
