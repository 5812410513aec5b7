"""What ``manage.py check`` says about this room."""

import math
from pathlib import Path
from typing import Any

from django.core import checks

from media_pipeline.conf import options, tool
from media_pipeline.ffmpeg import layers, version

LEAST_MEMORY = 750 * 10**6


def register() -> None:
    """Add this room's checks."""
    checks.register(check_program)
    checks.register(check_limits)
    checks.register(check_looking)
    checks.register(check_sandbox)
    checks.register(check_uploads)
    checks.register(check_rates)


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


def check_uploads(**_: Any) -> list[checks.CheckMessage]:
    """A quota below the largest file would refuse every such file."""
    if options["MAX_UPLOAD_BYTES"] > options["MAX_UNFINISHED_BYTES"]:
        text = "HUNAR_MEDIA_PIPELINE['MAX_UPLOAD_BYTES'] is larger than MAX_UNFINISHED_BYTES."
        return [checks.Error(text, hint="Let the first be the smaller one.", id="hunar_media.E005")]
    return []


def check_looking(**_: Any) -> list[checks.CheckMessage]:
    """``hunar_media.E010``, ``E011``: looking may not use more than work does, and work needs memory."""
    found: list[checks.CheckMessage] = []
    for name in ("WALL_SECONDS", "CPU_SECONDS", "MEMORY_BYTES"):
        if options[f"PROBE_{name}"] > options[name]:
            text = f"HUNAR_MEDIA_PIPELINE['PROBE_{name}'] is larger than {name}."
            found.append(checks.Error(text, hint="Let the first be the smaller one.", id="hunar_media.E010"))
    if options["MEMORY_BYTES"] < LEAST_MEMORY:
        text = f"HUNAR_MEDIA_PIPELINE['MEMORY_BYTES'] is below {LEAST_MEMORY}: the small video could not be made."
        found.append(checks.Error(text, id="hunar_media.E011"))
    return found


def check_sandbox(**_: Any) -> list[checks.CheckMessage]:
    """``hunar_media.E012``: ffmpeg does not start confined; ``W013``: nothing but limits confines it here."""
    found: list[checks.CheckMessage] = []
    if not {"network", "sockets", "landlock"} & set(layers()):
        text = "Recordings are opened without a sandbox: this system offers neither Landlock nor name spaces."
        hint = (
            "Use Linux 5.13 or later, or run the worker of the queue “media” in a container that sees no other files."
        )
        found.append(checks.Warning(text, hint=hint, id="hunar_media.W013"))
    try:
        binary = tool().binary
    except ImportError:
        return found
    if Path(binary).is_file() and version(binary) == "unknown":
        text = f"The ffmpeg at {binary} does not start in its sandbox, so no recording can be processed."
        hint = "Install it with its libraries under /usr or beside its own folder bin, or use the one that comes along."
        found.append(checks.Error(text, hint=hint, id="hunar_media.E012"))
    return found


def check_rates(**_: Any) -> list[checks.CheckMessage]:
    """A price per megabyte is a number from zero up, and the cheapest tariff is no dearer than the dearest."""
    names = ("RUPEES_PER_MB_IN_BUNDLE", "RUPEES_PER_MB_LOW", "RUPEES_PER_MB_HIGH")
    given = {name: options[name] for name in names}
    sound = all(isinstance(rate, int | float) and 0 <= rate < math.inf for rate in given.values())
    if sound and given["RUPEES_PER_MB_LOW"] <= given["RUPEES_PER_MB_HIGH"]:
        return []
    text = f"HUNAR_MEDIA_PIPELINE has prices per megabyte that cannot be: {given}."
    return [checks.Error(text, hint="Give rupees, from zero up, the low price first.", id="hunar_media.E003")]
