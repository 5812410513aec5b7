"""``manage.py check_links``: try the links that lead out of courses."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from courses.authoring.actions.check_links import OffLine, check_links
from courses.authoring.models import CoursePage

WEEK = timedelta(days=7)


class Command(BaseCommand):
    """Runs once a night; may run at any time."""

    help = "Try the outside links of every published course that were not tried for a week; releases warn of dead ones."

    def handle(self, *args: Any, **options: Any) -> None:
        """Course by course."""
        courses = {page.key: page for page in CoursePage.objects.live().select_related("locale").order_by("-path")}
        tried = 0
        for page in courses.values():
            try:
                tried += check_links(page, older_than=WEEK)
            except OffLine as reason:
                self.stderr.write(f"{page.title}: {reason}")
        self.stdout.write(f"{tried} links tried")
