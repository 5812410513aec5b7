"""Lays files of our own one after another: the one command for which ffmpeg may read a list of files.

The list is written here, names nothing but plain names in its own folder, and is gone afterwards.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ffmpeg

from media_pipeline.ffmpeg.binary import Tool
from media_pipeline.ffmpeg.commands import Options, Report, run
from media_pipeline.ffmpeg.progress import Progress

OURS = "concat,mov,png_pipe,webp_pipe"
PLAIN = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
# Without conversion packets stay as they are; with it every piece would carry the encoder's set-up once more.
LISTED = {"format": "concat", "safe": 1, "auto_convert": 0, "protocol_whitelist": "file", "format_whitelist": OURS}
COPY: Options = {"c": "copy"}


@dataclass(frozen=True)
class Piece:
    """A part or still that we made, in the folder of the result, and how long it stands there."""

    path: Path
    seconds: float


def join(
    pieces: Sequence[Piece],
    target: Path,
    *,
    tool: Tool,
    options: Options = COPY,
    sound: Path | None = None,
    chapters: Sequence[tuple[float, float]] = (),
    report: Report | None = None,
) -> Progress:
    """Write ``target`` from the pictures of ``pieces`` in order, with the whole of ``sound`` when given.

    ``chapters`` are begin and end of each in seconds; their titles are options (``metadata:c:0``).
    Every piece begins exactly where the seconds of those before it end, whatever its own clock says. Pieces that are
    copied must come from one encoder with the same options. Of a still as the last piece ffmpeg knows no length: the
    options hold it (``tpad``) and end it (``t``). Raises ValueError for a piece that is not plainly named in the folder
    of ``target``, FfmpegError like ``make``.
    """
    listing = target.with_name(f"{target.stem}.ffconcat")
    listing.write_text(_listing(pieces, target.parent, chapters), encoding="ascii")
    pictures = ffmpeg.input(f"file:{listing}", **LISTED)["v:0"]
    whole = [] if sound is None else [_sound(sound)]
    spec = ffmpeg.output(pictures, *whole, f"file:{target}", **options)
    try:
        return run(spec, tool=tool, folder=target.parent, reads=[] if sound is None else [sound], report=report)
    finally:
        listing.unlink()


def _sound(path: Path) -> object:
    return ffmpeg.input(f"file:{path}", protocol_whitelist="file", format_whitelist="mov,matroska")["a:0"]


def _listing(pieces: Sequence[Piece], folder: Path, chapters: Sequence[tuple[float, float]]) -> str:
    for piece in pieces:
        if piece.path.parent != folder or not PLAIN.match(piece.path.name):
            raise ValueError("a piece must be plainly named and lie in the folder of the result")
    lines = (f"file {piece.path.name}\nduration {piece.seconds:.6f}\n" for piece in pieces)
    marks = (f"chapter {number} {begin:.3f} {end:.3f}\n" for number, (begin, end) in enumerate(chapters))
    return "ffconcat version 1.0\n" + "".join((*lines, *marks))
