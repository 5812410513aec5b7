"""Which ffmpeg runs, its version, and the limits it runs under."""

import re
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from media_pipeline.sandbox.command import Bounds, confined

VERSION = re.compile(r"^ffmpeg version (\S+)")


@dataclass(frozen=True)
class Limits:
    """Bounds on one ffmpeg: seconds of wall clock and of silence, pixels of one frame, its share of the machine."""

    wall_seconds: float = 6 * 3600
    stall_seconds: float = 300
    max_pixels: int = 4096 * 2304
    bounds: Bounds = field(default_factory=Bounds)


# Looking at a recording decodes its sound and one picture, into a pipe.
PROBING = Limits(wall_seconds=1800, bounds=Bounds(cpu_seconds=900, memory_bytes=512 * 10**6, file_bytes=10**6))


@dataclass(frozen=True)
class Tool:
    """An ffmpeg program (absolute path) and its limits: for work, and the closer ones for looking at a stranger's file.

    ``threads`` decode; more of them hold more frames in memory and never change a byte. ``watch`` is called at least
    once a second while the program runs; what it raises ends the program at once.
    """

    binary: str
    limits: Limits = field(default_factory=Limits)
    probe_limits: Limits = PROBING
    threads: int = 2
    watch: Callable[[], None] | None = None

    @property
    def probing(self) -> "Tool":
        """The same program under the limits for looking."""
        return replace(self, limits=self.probe_limits)


def find_binary(configured: str = "") -> str:
    """``configured`` when given, else the program that comes with the imageio-ffmpeg wheel (imported only here)."""
    if configured:
        return configured
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


@lru_cache(maxsize=8)
def version(binary: str) -> str:
    """What the program calls itself, for example ``9.0.2-static``; ``unknown`` when it does not start confined."""
    with tempfile.TemporaryDirectory() as folder:
        command = confined([binary, "-version"], bounds=PROBING.bounds, reads=(), folder=Path(folder))
        said = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False, env={"LC_ALL": "C"})
    found = VERSION.match(said.stdout)
    return found[1] if found else "unknown"
