"""Reads what ``-progress`` prints: ``name=value`` lines in blocks that end with ``progress=``."""

import re
from dataclasses import dataclass

LINE = re.compile(rb"^(out_time_us|frame|total_size)=(\d+)$")


@dataclass(frozen=True)
class Progress:
    """How far a command came: seconds and frames of output, bytes written."""

    seconds: float = 0.0
    frames: int = 0
    size: int = 0


class ProgressReader:
    """Feed it chunks of output; ``latest`` is what was last heard."""

    def __init__(self) -> None:
        self.latest = Progress()
        self._rest = b""

    def feed(self, chunk: bytes) -> bool:
        """Take a chunk; true when it says that the command moved on."""
        before = self.latest
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            found = LINE.match(line.strip())
            if found:
                self._set(found[1], int(found[2]))
        return self.latest != before

    def _set(self, name: bytes, value: int) -> None:
        now = self.latest
        if name == b"out_time_us":
            self.latest = Progress(value / 1e6, now.frames, now.size)
        elif name == b"frame":
            self.latest = Progress(now.seconds, value, now.size)
        else:
            self.latest = Progress(now.seconds, now.frames, value)
