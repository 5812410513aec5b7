"""``manage.py transcode FILE --out DIR [--json]``."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from media_pipeline.actions.transcode_file import transcode_file
from media_pipeline.errors import Refusal


class Command(BaseCommand):
    """Turns one recording into small files. Needs no site; touches no database."""

    help = "Turn one recording into small files any phone can play. No database is touched."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, where to put the results, and how to report them."""
        parser.add_argument("file", type=Path, help="the recording")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the results")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print what was made; a refusal is one sentence and exit status 1."""

        def say(text: str) -> None:
            self.stderr.write(text, self.style.NOTICE)

        try:
            result = transcode_file(options["file"], options["out"], say=say)
        except Refusal as refusal:
            if options["json"]:
                self.stdout.write(json.dumps({"error": {"code": refusal.code, "message": refusal.message}}))
            else:
                self.stderr.write(refusal.message)
            raise SystemExit(1) from refusal
        self.stdout.write(json.dumps(result, indent=2) if options["json"] else self._table(result))

    def _table(self, result: dict[str, Any]) -> str:
        lines = [f"{result['class']}, {result['seconds']:.0f} s"]
        for each in result["renditions"]:
            size = f"{each['bytes'] / 1e6:.2f} MB, {each['mb_per_hour']:.1f} MB/h"
            lines.append(f"{each['rung']:7} {each['codecs']:32} {size}, {len(each['files'])} files")
        return "\n".join(lines)
