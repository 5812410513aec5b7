"""``manage.py load_presets``: programmes to start from."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.running.actions.presets import load_preset
from courses.running.presets import presets


class Command(BaseCommand):
    """Each preset is made once; one that is there is left as it is, whatever was changed in it."""

    help = "Make programmes from the presets that ship with this site, all of them or those named. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Names, or none for all."""
        parser.add_argument("name", nargs="*", help=f"one of {', '.join(presets())}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is not there yet."""
        known = presets()
        unknown = [name for name in options["name"] if name not in known]
        if unknown:
            message = f"There is no preset {', '.join(unknown)}. Nothing was made. Known are {', '.join(known)}."
            raise CommandError(message)
        for name in options["name"] or known:
            made = load_preset(known[name], by=None)
            self.stdout.write(f"{name}: {'made' if made else 'is there already and was left as it is'}.")
