"""Speak the demo's lectures again from their scripts (maintainers; needs espeak-ng)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.project.demo.lectures import specs
from lms.project.demo.voices import make_voice


class Command(BaseCommand):
    """One Opus file and its times for every lecture of the demo, or for those named."""

    requires_system_checks = ()
    help = "Maintainers: speak the demo's lectures again with espeak-ng."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the specs to speak; all of the demo's without any."""
        parser.add_argument("specs", nargs="*", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the sound beside each spec and say what each weighs."""
        total = 0
        for spec in options["specs"] or specs():
            try:
                sound = make_voice(spec)
            except FileNotFoundError as missing:
                raise CommandError(str(missing)) from missing
            total += sound.stat().st_size
            self.stdout.write(f"{sound.stat().st_size:>9,} bytes  {sound.name}")
        self.stdout.write(f"{total:>9,} bytes in all")
