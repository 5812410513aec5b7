"""Which ffmpeg runs, its version, and the limits it runs under."""

import re
import subprocess
from dataclasses import dataclass, field
from functools import lru_cache

VERSION = re.compile(r"^ffmpeg version (\S+)")


@dataclass(frozen=True)
class Limits:
    """Bounds on one ffmpeg process: seconds, pixels of one frame, bytes of one output file."""

    wall_seconds: float = 6 * 3600
    stall_seconds: float = 300
    max_pixels: int = 4096 * 2304
    max_file_bytes: int = 4 * 10**9


@dataclass(frozen=True)
class Tool:
    """An ffmpeg program (absolute path) and its limits."""

    binary: str
    limits: Limits = field(default_factory=Limits)


def find_binary(configured: str = "") -> str:
    """``configured`` when given, else the program that comes with the imageio-ffmpeg wheel (imported only here)."""
    if configured:
        return configured
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


@lru_cache(maxsize=8)
def version(binary: str) -> str:
    """What the program calls itself, for example ``9.0.2-static``; ``unknown`` when it does not say."""
    said = subprocess.run(
        [binary, "-version"], capture_output=True, text=True, timeout=30, check=False, env={"LC_ALL": "C"}
    )
    found = VERSION.match(said.stdout)
    return found[1] if found else "unknown"
