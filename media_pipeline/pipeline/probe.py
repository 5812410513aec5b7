"""What a recording holds, learnt without trusting a word of it.

First and last bytes tell what it cannot be, the outermost structure whether all of it is there. Then ffmpeg: streams,
lengths and holes come from a list of copied packets, the way up from one decoded frame, loudness from the decoded
sound. Nothing here reads the names or labels inside the file.
"""

import io
import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from PIL import Image

from media_pipeline import ffmpeg
from media_pipeline.errors import Refusal
from media_pipeline.ffmpeg import FfmpegError, Tool
from media_pipeline.pipeline import refusals
from media_pipeline.pipeline.containers import read_container
from media_pipeline.pipeline.facts import Facts
from media_pipeline.pipeline.hearing import hear
from media_pipeline.pipeline.kinds import kind_of
from media_pipeline.pipeline.packets import Packets, Track, lines

__all__ = ["Facts", "probe", "refuse_other_kinds"]

TOO_LARGE = re.compile(r"^(?:\[\w+\] )*Picture size (\d+)x(\d+) exceeds specified max pixel count \d+")
NO_STREAM = re.compile(r"^(?:\[out#0/framehash\] )?Output file (?:#0 )?does not contain any stream$")
TOO_MANY_STREAMS = re.compile(r"^(?:\[\S+\] )*Number of streams exceeds max_streams parameter")
NO_MEMORY = re.compile(r"Cannot allocate memory$")
# Python's sign for a byte of a name that is no letter.
SURROGATE = re.compile("[\udc80-\udcff]")
LISTING = {"c": "copy", "format": "framehash", "hash": "CRC32"}
ENDS = 1 << 16
# Below this share something is missed; a few bytes less are a careless writer.
WHOLE = 0.99
# Beyond this many times the longest recording nothing more needs to be known, nor of so many packets.
FAR = 1000
MOST_PACKETS = 10_000_000


def probe(source: Path, *, tool: Tool, folder: Path, max_seconds: float) -> Facts:
    """The facts of ``source``; raises Refusal when it is no recording that this room can turn into files."""
    size = source.stat().st_size
    if size == 0:
        raise refusals.empty()
    if SURROGATE.search(str(source)):
        raise refusals.unreadable_name()
    refuse_other_kinds(source)
    _refuse_broken(source)
    looking = tool.probing
    packets = _walk(source, looking, folder, max_seconds)
    picture, sound = packets.first("video"), packets.first("audio")
    if picture is None and sound is None:
        raise refusals.nothing_to_play()
    if packets.seconds <= 0:
        raise refusals.no_length()
    if packets.seconds > max_seconds:
        raise refusals.too_long(packets.seconds, max_seconds)
    facts = Facts(bytes=size, seconds=packets.seconds, has_sound=False)
    if picture is not None:
        facts = _see(source, facts, picture, looking, folder)
    return facts if sound is None else _hear(source, facts, sound, looking, folder)


def refuse_other_kinds(source: Path) -> None:
    """Raise Refusal when the file is no recording but something known: a list of files must never reach a demuxer."""
    with source.open("rb") as stream:
        start = stream.read(ENDS)
        stream.seek(max(0, source.stat().st_size - ENDS))
        kind = kind_of(start, stream.read(ENDS))
    if kind is not None:
        raise refusals.another_kind(kind)


def _refuse_broken(source: Path) -> None:
    container = read_container(source)
    if container.locked:
        raise refusals.locked()
    if container.share < WHOLE:
        raise refusals.incomplete(container.share)
    if not container.indexed:
        raise refusals.not_finished()


def _walk(source: Path, tool: Tool, folder: Path, max_seconds: float) -> Packets:
    """Copy every packet through a hash and keep what the list of them tells."""
    packets = Packets()
    listed = ffmpeg.listen(source, streams=("V:0?", "a:0?"), options=LISTING, tool=tool, folder=folder)
    try:
        with closing(listed):
            for line in lines(listed):
                packets.take(line)
                if packets.seconds > FAR * max_seconds or packets.count > MOST_PACKETS:
                    break
    except FfmpegError as error:
        raise _not_playable(error) from error
    packets.close()
    return packets


def _not_playable(error: FfmpegError) -> Refusal:
    if error.reason in ("wall", "stall"):
        return refusals.took_too_long()
    if error.reason == "killed":
        return refusals.too_heavy()
    for line in error.lines:
        if found := TOO_LARGE.match(line):
            return refusals.picture_too_large(int(found[1]), int(found[2]))
        if NO_STREAM.match(line):
            return refusals.nothing_to_play()
        if TOO_MANY_STREAMS.match(line):
            return refusals.too_many_streams()
        if NO_MEMORY.search(line):
            return refusals.too_heavy()
    return refusals.not_a_recording()


def _see(source: Path, facts: Facts, picture: Track, tool: Tool, folder: Path) -> Facts:
    """Add what the pictures tell. Their size is the first frame's, after ffmpeg turned it; no label is read."""
    if picture.width * picture.height > tool.limits.max_pixels:
        raise refusals.picture_too_large(picture.width, picture.height)
    seen = replace(
        facts,
        stretch=picture.stretch,
        frames_per_second=picture.packets / facts.seconds,
        picture_start=picture.start or 0.0,
        picture_end=picture.end,
        variable_rate=picture.is_variable,
        gaps=tuple(picture.gaps),
    )
    try:
        png = ffmpeg.picture(source, at_seconds=0, filters=f"{seen.square}null", tool=tool, folder=folder)
    except FfmpegError as error:
        raise refusals.picture_unreadable() from error
    with Image.open(io.BytesIO(png)) as image:
        return replace(seen, width=image.width, height=image.height)


def _hear(source: Path, facts: Facts, sound: Track, tool: Tool, folder: Path) -> Facts:
    """Add what the sound tells; a silent track beside a picture is no sound."""
    try:
        heard = hear(source, tool=tool, folder=folder)
    except FfmpegError as error:
        raise refusals.sound_unreadable() from error
    if heard is None:
        raise refusals.sound_unreadable()
    if heard.silent and not facts.has_picture:
        raise refusals.only_silence()
    return replace(
        facts,
        has_sound=not heard.silent,
        silent=heard.silent,
        channels=sound.channels,
        loudness=heard.loudness,
        one_channel=heard.one_channel,
        sound_start=sound.start or 0.0,
        sound_end=sound.end,
    )
