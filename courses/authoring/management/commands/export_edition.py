"""Writes an edition into one file."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.authoring.actions.export_edition import NotPortable, export_edition
from courses.authoring.models import Edition


class Command(BaseCommand):
    """``export_edition HASH FILE``: the edition whose hash begins so."""

    help = "Writes an edition, named by the beginning of its hash, into one file that import_edition reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which edition, and where to."""
        parser.add_argument("hash", help="the edition's hash, or its first letters")
        parser.add_argument("file", type=Path, help="the file to write; it must not exist yet")

    def handle(self, **options: Any) -> None:
        """Write it beside its place first, so that a broken run leaves no half file under that name."""
        file: Path = options["file"]
        found = list(Edition.objects.filter(hash__startswith=options["hash"].lower())[:2])
        if len(found) != 1:
            many = "Several editions have" if found else "No edition has"
            raise CommandError(f"{many} a hash that begins so.")
        if file.exists():
            raise CommandError(f"{file} exists. Nothing was written.")
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as place:
            try:
                export_edition(found[0], place, by=None)  # type: ignore[arg-type]
            except NotPortable as reason:
                Path(place.name).unlink()
                raise CommandError(str(reason)) from reason
        Path(place.name).rename(file)
        self.stdout.write(f"Edition {found[0].number} ({found[0].hash}) is in {file}, {file.stat().st_size} bytes.")
