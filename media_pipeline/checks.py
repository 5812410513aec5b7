"""What ``manage.py check`` says about this room."""

from pathlib import Path
from typing import Any

from django.core import checks

from media_pipeline.conf import options


def register() -> None:
    """Add this room's checks."""
    checks.register(check_program)
    checks.register(check_limits)


def check_program(**_: Any) -> list[checks.CheckMessage]:
    """A configured ffmpeg has to exist."""
    given = options["FFMPEG"]
    if given and not Path(given).is_file():
        text = f"HUNAR_MEDIA_PIPELINE['FFMPEG'] is {given}, and there is no such file."
        return [checks.Error(text, hint="Leave it empty to use the one that comes along.", id="hunar_media.E001")]
    return []


def check_limits(**_: Any) -> list[checks.CheckMessage]:
    """A process that may not run as long as it may be silent would never be stopped for silence."""
    if options["STALL_SECONDS"] > options["WALL_SECONDS"]:
        text = "HUNAR_MEDIA_PIPELINE['STALL_SECONDS'] is larger than WALL_SECONDS."
        return [checks.Error(text, hint="Let the first be the smaller one.", id="hunar_media.E002")]
    return []
