"""Three kinds of command: make a file, stream small frames, take one picture. ffmpeg-python writes the arguments."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import ffmpeg

from media_pipeline.ffmpeg.binary import Tool
from media_pipeline.ffmpeg.process import FfmpegError, Process
from media_pipeline.ffmpeg.progress import Progress, ProgressReader

# Containers only, never a playlist, a script or a picture sequence: those name other files, and ffmpeg would read them.
FORMATS = "mov,matroska,webm,avi,mpegts,mpeg,ogg,mp3,wav,flac,aac,asf,flv,amr,caf,aiff"
GLOBALS = ("-nostdin", "-hide_banner", "-nostats", "-v", "error", "-y")
LARGEST_PICTURE = 1 << 28

Options = Mapping[str, str | int | float | None]


def _source(path: Path, tool: Tool, start: float) -> Any:
    seek: dict[str, Any] = {"ss": f"{start:.3f}"} if start > 0 else {}
    return ffmpeg.input(
        f"file:{path}",
        protocol_whitelist="file",
        format_whitelist=FORMATS,
        max_pixels=tool.limits.max_pixels,
        probesize="10M",
        analyzeduration="10M",
        **seek,
    )


def _arguments(spec: Any, *leading: str) -> list[str]:
    return [*GLOBALS, *leading, *ffmpeg.get_args(spec)]


def make(
    source: Path,
    target: Path,
    *,
    streams: Sequence[str],
    options: Options,
    tool: Tool,
    report: Callable[[Progress], None] | None = None,
) -> Progress:
    """Write ``target`` from the named streams (``V:0``, ``a:0``) of ``source``; return how far it came.

    The file is complete when this returns and is not to be used when it raises FfmpegError.
    """
    opened = _source(source, tool, 0)
    spec = ffmpeg.output(*(opened[name] for name in streams), f"file:{target}", **options)
    reader = ProgressReader()
    with Process(_arguments(spec, "-progress", "pipe:1"), tool=tool, folder=target.parent) as process:
        for chunk in process.chunks():
            if reader.feed(chunk):
                process.moved()
                if report is not None:
                    report(reader.latest)
    return reader.latest


def raw_frames(source: Path, *, filters: str, size: int, tool: Tool, folder: Path) -> Iterator[bytes]:
    """Every frame of the first picture stream after ``filters``, as ``size`` grey bytes each."""
    spec = ffmpeg.output(_source(source, tool, 0)["V:0"], "pipe:1", vf=f"{filters},format=gray", format="rawvideo")
    rest = bytearray()
    with Process(_arguments(spec), tool=tool, folder=folder) as process:
        for chunk in process.chunks():
            process.moved()
            rest += chunk
            while len(rest) >= size:
                frame = bytes(rest[:size])
                del rest[:size]
                yield frame
                process.moved()


def picture(source: Path, *, at_seconds: float, filters: str, tool: Tool, folder: Path) -> bytes:
    """One frame as a PNG, turned the way the recording says it is to be seen; raises FfmpegError when there is none."""
    spec = ffmpeg.output(
        _source(source, tool, at_seconds)["V:0"],
        "pipe:1",
        format="image2pipe",
        vf=filters,
        **{"frames:v": 1, "c:v": "png", "pix_fmt": "rgb24"},
    )
    data = bytearray()
    with Process(_arguments(spec), tool=tool, folder=folder) as process:
        for chunk in process.chunks():
            process.moved()
            data += chunk
            if len(data) > LARGEST_PICTURE:
                raise FfmpegError("exit", ["picture too large"])
    if not data:
        raise FfmpegError("exit", ["no picture"])
    return bytes(data)
