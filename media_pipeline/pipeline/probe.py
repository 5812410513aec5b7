"""What a recording holds, learnt without trusting a word of it.

The streams come from a framehash of copied packets, the length from the progress report, the way up from one decoded
frame. Nothing here reads the names or labels inside the file.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from media_pipeline import ffmpeg
from media_pipeline.errors import Refusal
from media_pipeline.ffmpeg import FfmpegError, Tool
from media_pipeline.pipeline import refusals

HEADER = re.compile(r"^#(media_type|dimensions|sar) (\d+): (.+)$")
PAIR = re.compile(r"^(\d+)[x/](\d+)$")
TOO_LARGE = re.compile(r"^(?:\[\w+\] )*Picture size (\d+)x(\d+) exceeds specified max pixel count \d+")
NO_STREAM = re.compile(r"^\[out#0/framehash\] Output file does not contain any stream$")
SNIFF = 4096
TEXT_SIGNS = (
    b"#extm3u",
    b"ffconcat",
    b"<mpd",
    b"<?xml",
    b"v=0",
    b"[playlist]",
    b"<smil",
    b"<asx",
    b"concat:",
    b"[reference]",
)


@dataclass(frozen=True)
class Facts:
    """A recording that can be processed. Sizes are of the picture as it is to be seen, after turning and stretching."""

    bytes: int
    seconds: float
    has_sound: bool
    width: int = 0
    height: int = 0
    frames_per_second: float = 0.0
    stretch: float = 1.0
    # Stretches of more than a second in which no new picture comes, as (start, end) in seconds.
    gaps: tuple[tuple[float, float], ...] = ()
    variable_rate: bool = False

    @property
    def has_picture(self) -> bool:
        """True when there is a moving picture; a cover picture in a sound file is none."""
        return self.width > 0

    @property
    def square(self) -> str:
        """The filter that makes pixels square; empty when they are."""
        return "" if self.stretch == 1.0 else f"scale=round(iw*{self.stretch:.6f}):ih,setsar=1,"


def probe(source: Path, *, tool: Tool, folder: Path, max_seconds: float) -> Facts:
    """The facts of ``source``; raises Refusal when it is no recording that this room can turn into files."""
    size = source.stat().st_size
    if size == 0:
        raise refusals.empty()
    refuse_playlists(source)
    header, walked = _walk(source, tool, folder)
    kinds = {name: value for name, value in header if name.startswith("media_type")}
    picture = next((name.rpartition(":")[2] for name, value in kinds.items() if value == "video"), None)
    has_sound = "audio" in kinds.values()
    if picture is None and not has_sound:
        raise refusals.nothing_to_play()
    if walked.seconds <= 0:
        raise refusals.no_length()
    if walked.seconds > max_seconds:
        raise refusals.too_long(walked.seconds, max_seconds)
    if picture is None:
        return Facts(bytes=size, seconds=walked.seconds, has_sound=True)
    values = dict(header)
    _refuse_large(values.get(f"dimensions:{picture}", ""), tool.limits.max_pixels)
    stretch = _ratio(values.get(f"sar:{picture}", ""))
    width, height = _seen_size(source, tool, folder, stretch)
    rate = walked.frames / walked.seconds
    return Facts(size, walked.seconds, has_sound, width, height, rate, stretch)


def refuse_playlists(source: Path) -> None:
    """Raise Refusal when the file is a list of other files: such a list must never reach a demuxer."""
    with source.open("rb") as stream:
        if is_playlist(stream.read(SNIFF)):
            raise refusals.playlist()


def is_playlist(start: bytes) -> bool:
    """True when a file that begins like this is a list of other files."""
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(TEXT_SIGNS)


def _walk(source: Path, tool: Tool, folder: Path) -> tuple[list[tuple[str, str]], ffmpeg.Progress]:
    """Copy every packet through a hash: the header names the streams, the walk gives length and frame count."""
    listing = folder / "streams.framehash"
    options = {"c": "copy", "format": "framehash", "hash": "CRC32"}
    try:
        walked = ffmpeg.make(source, listing, streams=("V:0?", "a:0?"), options=options, tool=tool)
    except FfmpegError as error:
        raise _not_playable(error) from error
    header = []
    with listing.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            if not line.startswith("#"):
                break
            if found := HEADER.match(line.rstrip("\n")):
                header.append((f"{found[1]}:{found[2]}", found[3]))
    listing.unlink()
    return header, walked


def _not_playable(error: FfmpegError) -> Refusal:
    if error.reason != "exit":
        return refusals.took_too_long()
    for line in error.lines:
        if found := TOO_LARGE.match(line):
            return refusals.picture_too_large(int(found[1]), int(found[2]))
        if NO_STREAM.match(line):
            return refusals.nothing_to_play()
    return refusals.not_a_recording()


def _pair(text: str) -> tuple[int, int]:
    found = PAIR.match(text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _ratio(text: str) -> float:
    above, below = _pair(text)
    ratio = above / below if above and below else 1.0
    return ratio if 0.25 <= ratio <= 4 else 1.0


def _refuse_large(dimensions: str, max_pixels: int) -> None:
    width, height = _pair(dimensions)
    if width * height > max_pixels:
        raise refusals.picture_too_large(width, height)


def _seen_size(source: Path, tool: Tool, folder: Path, stretch: float) -> tuple[int, int]:
    """Width and height of the first frame after ffmpeg turned it; the file's own rotation label is not read."""
    square = Facts(0, 0, has_sound=False, stretch=stretch).square
    try:
        png = ffmpeg.picture(source, at_seconds=0, filters=f"{square}null", tool=tool, folder=folder)
    except FfmpegError as error:
        raise refusals.picture_unreadable() from error
    with Image.open(io.BytesIO(png)) as image:
        return image.size
