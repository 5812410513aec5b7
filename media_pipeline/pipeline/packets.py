"""What the list of a recording's packets tells: lengths, rates, holes. Pure, and of bounded memory.

The list is ffmpeg's framehash of copied packets: header lines beginning with ``#``, then a line a packet with stream,
decoding time, showing time and duration in ticks of the stream, and its size.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappush, heappushpop

HEADER = re.compile(r"^#(tb|media_type|codec_id|dimensions|sar|channel_layout_name) (\d+): (.+)$")
PACKET = re.compile(r"^(\d+), *-?\d+, *(-?\d+), *(\d+), *\d+, ")
PAIR = re.compile(r"^(\d+)[x/](\d+)$")
CHANNELS = {"mono": 1, "stereo": 2, "downmix": 2}
SPEAKERS = re.compile(r"^(\d+)(?:\.(\d+))?(?:\.(\d+))?")
# Codecs show pictures in another order than they store them, by 16 at most.
REORDERED = 32
GAP_SECONDS = 1.0
# Times in a Matroska file are whole milliseconds, so equal steps differ by one; a fifth more is jitter of a camera.
JITTER_SECONDS, JITTER_SHARE = 0.002, 0.2
STEADY_SHARE = 0.95
# Steps are counted by the millisecond; all that are longer than this are alike.
LONGEST_STEP = 10.0


@dataclass
class Track:
    """One stream as it goes by. Times are in seconds from the beginning of the recording."""

    kind: str = ""
    codec: str = ""
    width: int = 0
    height: int = 0
    stretch: float = 1.0
    channels: int = 0
    packets: int = 0
    start: float | None = None
    end: float = 0.0
    gaps: list[tuple[float, float]] = field(default_factory=list)
    _tick: float = 0.0
    _waiting: list[float] = field(default_factory=list)
    _latest: float | None = None
    _steps: Counter[float] = field(default_factory=Counter)

    def describe(self, name: str, value: str) -> None:
        """Take one header line."""
        if name == "media_type":
            self.kind = value
        elif name == "codec_id":
            self.codec = value
        elif name == "channel_layout_name":
            self.channels = channels_of(value)
        elif name == "tb":
            self._tick = _ratio(value)
        elif name == "dimensions":
            self.width, self.height = _pair(value)
        elif name == "sar":
            ratio = _ratio(value)
            self.stretch = ratio if 0.25 <= ratio <= 4 else 1.0

    def add(self, ticks: int, duration: int) -> None:
        """Take one packet: when it is shown and for how long. What lies before the beginning is never shown."""
        time = ticks * self._tick
        self.packets += 1
        self.end = max(self.end, time + duration * self._tick)
        self.start = max(0.0, time) if self.start is None else min(self.start, max(0.0, time))
        if self.kind != "video" or time < 0:
            return
        if len(self._waiting) < REORDERED:
            heappush(self._waiting, time)
        else:
            self._show(heappushpop(self._waiting, time))

    def close(self, seconds: float) -> None:
        """The recording ends after ``seconds``: show what still waits, and see the hole at the end."""
        for time in sorted(self._waiting):
            self._show(time)
        self._waiting = []
        self._note_gap(self._latest or 0.0, seconds)

    @property
    def is_variable(self) -> bool:
        """True when pictures do not come in even steps."""
        total = self._steps.total()
        if total == 0:
            return False
        usual = self._steps.most_common(1)[0][0]
        allowed = max(JITTER_SECONDS, usual * JITTER_SHARE)
        even = sum(count for step, count in self._steps.items() if abs(step - usual) <= allowed)
        return even < STEADY_SHARE * total

    def _show(self, time: float) -> None:
        if self._latest is not None:
            self._steps[round(min(time - self._latest, LONGEST_STEP), 3)] += 1
        self._note_gap(self._latest or 0.0, time)
        self._latest = time if self._latest is None else max(time, self._latest)

    def _note_gap(self, start: float, end: float) -> None:
        if round(end - start, 3) > GAP_SECONDS:
            self.gaps.append((round(start, 3), round(end, 3)))


class Packets:
    """The tracks of a recording, filled line by line."""

    def __init__(self) -> None:
        self.tracks: dict[int, Track] = {}

    def take(self, line: str) -> None:
        """One line of the list; anything else is passed over."""
        if found := PACKET.match(line):
            track = self.tracks.get(int(found[1]))
            if track is not None:
                track.add(int(found[2]), int(found[3]))
        elif found := HEADER.match(line):
            self.tracks.setdefault(int(found[2]), Track()).describe(found[1], found[3])

    def first(self, kind: str) -> Track | None:
        """The first track of ``video`` or ``audio`` that has a packet."""
        return next((track for track in self.tracks.values() if track.kind == kind and track.packets), None)

    @property
    def seconds(self) -> float:
        """Until the last packet of any track ends."""
        return max((track.end for track in self.tracks.values()), default=0.0)

    def close(self) -> None:
        """The list is at its end."""
        for track in self.tracks.values():
            if track.kind == "video":
                track.close(self.seconds)

    @property
    def count(self) -> int:
        """Packets so far."""
        return sum(track.packets for track in self.tracks.values())


def lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Whole lines from chunks as they come."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line.decode("ascii", "replace") for line in whole)


def channels_of(layout: str) -> int:
    """How many channels a layout has by its name, for example ``stereo``, ``5.1(side)`` or ``4 channels``."""
    if layout in CHANNELS:
        return CHANNELS[layout]
    found = SPEAKERS.match(layout)
    return sum(int(part) for part in found.groups() if part) if found else 1


def _pair(text: str) -> tuple[int, int]:
    found = PAIR.match(text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _ratio(text: str) -> float:
    above, below = _pair(text)
    return above / below if above and below else 1.0
