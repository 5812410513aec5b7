"""The kinds of command: make a file, listen to what it says of a recording, stream small frames, take one picture.

ffmpeg-python writes the arguments. What comes from strangers is opened here and nowhere else; ``joining`` opens files
of our own.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ffmpeg

from media_pipeline.ffmpeg.binary import Tool
from media_pipeline.ffmpeg.process import FfmpegError, Process
from media_pipeline.ffmpeg.progress import Progress, ProgressReader

# Containers only, never a playlist, a script or a picture sequence: those name other files, and ffmpeg would read them.
FORMATS = "mov,matroska,webm,avi,mpegts,mpeg,ogg,mp3,wav,flac,aac,asf,flv,amr,caf,aiff"
GLOBALS = ("-nostdin", "-hide_banner", "-nostats", "-v", "error", "-y", "-filter_threads", "2")
MAX_STREAMS = 100
LARGEST_PICTURE = 1 << 28
# Seconds that a frame usually stands at most, and pictures a second between which one is chosen.
LONGEST_STANDING, FINE_RATE = 2.0, 50

Options = Mapping[str, str | int | float | None]
Report = Callable[[Progress], None]


@dataclass(frozen=True)
class Input:
    """Streams of a file (``V:0``, ``a:0``) from ``start``, for ``seconds`` or to the end."""

    path: Path
    streams: Sequence[str]
    start: float = 0.0
    seconds: float | None = None


def make(
    source: Path,
    target: Path,
    *,
    streams: Sequence[str],
    options: Options,
    tool: Tool,
    report: Report | None = None,
    start: float = 0.0,
    seconds: float | None = None,
    beside: Sequence[Input] = (),
) -> Progress:
    """Write ``target`` from the named streams of ``source`` and of the inputs ``beside`` it; return how far it came.

    ``start`` and ``seconds`` choose a stretch of ``source``; times of the result begin at 0. The file is complete when
    this returns and is not to be used when it raises FfmpegError.
    """
    inputs = (Input(source, streams, start, seconds), *beside)
    opened = [stream for each in inputs for stream in _streams(each, tool)]
    spec = ffmpeg.output(*opened, f"file:{target}", **options)
    return run(spec, tool=tool, folder=target.parent, reads=[each.path for each in inputs], report=report)


def run(spec: Any, *, tool: Tool, folder: Path, reads: Sequence[Path], report: Report | None = None) -> Progress:
    """Run a command of ffmpeg-python that writes into ``folder``, to its end; return how far it came."""
    reader = ProgressReader()
    with Process(_arguments(spec, "-progress", "pipe:1"), tool=tool, folder=folder, reads=reads) as process:
        for chunk in process.chunks():
            if reader.feed(chunk):
                process.moved()
                if report is not None:
                    report(reader.latest)
    return reader.latest


def listen(
    source: Path, *, streams: Sequence[str], options: Options, tool: Tool, folder: Path
) -> Generator[bytes, None, None]:
    """What a command prints about a recording, in chunks as they come; raises FfmpegError like ``make``.

    Close it when the rest is not wanted: the command ends with it.
    """
    spec = ffmpeg.output(*_streams(Input(source, streams), tool), "pipe:1", **options)
    with Process(_arguments(spec), tool=tool, folder=folder, reads=[source]) as process:
        for chunk in process.chunks():
            process.moved()
            yield chunk
            process.moved()


def raw_frames(source: Path, *, filters: str, size: int, tool: Tool, folder: Path) -> Iterator[bytes]:
    """Every frame of the first picture stream after ``filters``, as ``size`` grey bytes each."""
    options = {"vf": f"{filters},format=gray", "format": "rawvideo"}
    rest = bytearray()
    for chunk in listen(source, streams=("V:0",), options=options, tool=tool, folder=folder):
        rest += chunk
        while len(rest) >= size:
            frame = bytes(rest[:size])
            del rest[:size]
            yield frame


def evenly(rate: int, *, start: float | None = None, held: float | None = None) -> str:
    """Filters: ``rate`` pictures a second from ``start`` or the first one; the last stands ``held`` seconds, or on.

    It is held before the rate is made even: of a last picture that is shorter than one of ours nothing would be left.
    """
    hold = "stop=-1" if held is None else f"stop_duration={held:.3f}"
    begin = "" if start is None else f":start_time={start:.6f}"
    return f"tpad=stop_mode=clone:{hold},fps={rate}{begin}"


def picture(
    source: Path, *, at_seconds: float, filters: str, tool: Tool, folder: Path, lead: float = LONGEST_STANDING
) -> bytes:
    """The frame on screen at a moment as a PNG, turned the way the recording says it is to be seen.

    The reading begins ``lead`` seconds earlier, because that frame may have come long before. Raises FfmpegError when
    there is none.
    """
    lead = min(lead, at_seconds)
    (stream,) = _streams(Input(source, ("V:0",), at_seconds - lead), tool)
    seen = f"{evenly(FINE_RATE, start=lead)},{filters}" if lead > 0 else filters
    options = {"format": "image2pipe", "vf": seen, "frames:v": 1, "c:v": "png", "pix_fmt": "rgb24"}
    data = bytearray()
    arguments = _arguments(ffmpeg.output(stream, "pipe:1", **options))
    with Process(arguments, tool=tool, folder=folder, reads=[source]) as process:
        for chunk in process.chunks():
            process.moved()
            data += chunk
            if len(data) > LARGEST_PICTURE:
                raise FfmpegError("exit", ["picture too large"])
    if not data:
        raise FfmpegError("exit", ["no picture"])
    return bytes(data)


def _streams(given: Input, tool: Tool) -> list[Any]:
    chosen: dict[str, Any] = {"ss": f"{given.start:.6f}"} if given.start > 0 else {}
    if given.seconds is not None:
        chosen["t"] = f"{given.seconds:.6f}"
    opened = ffmpeg.input(
        f"file:{given.path}",
        protocol_whitelist="file",
        format_whitelist=FORMATS,
        max_pixels=tool.limits.max_pixels,
        max_streams=MAX_STREAMS,
        probesize="10M",
        analyzeduration="10M",
        threads=tool.threads,
        **chosen,
    )
    return [opened[name] for name in given.streams]


def _arguments(spec: Any, *leading: str) -> list[str]:
    return [*GLOBALS, *leading, *ffmpeg.get_args(spec)]
