"""Brings in a course from a file that export_edition wrote."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.authoring.actions.import_edition import import_edition
from courses.authoring.api import latest_edition
from courses.authoring.portable.archive import BadArchive


class Command(BaseCommand):
    """``import_edition FILE``."""

    help = "Brings in a course and its edition from a file that export_edition wrote. A broken run may be repeated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path)

    def handle(self, **options: Any) -> None:
        """Bring it in whole, or say why not."""
        try:
            with options["file"].open("rb") as stream:
                course = import_edition(stream, by=None)
        except OSError as reason:
            raise CommandError(f"{options['file']} cannot be read: {reason.strerror}.") from reason
        except BadArchive as reason:
            raise CommandError(str(reason)) from reason
        edition = latest_edition(course.key)
        released = f", edition {edition.hash}" if edition else ""
        self.stdout.write(f"“{course.title}” is here{released}.")
