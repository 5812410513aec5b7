"""Pieces of our own are laid one after another without a gap, and no other list of files is ever read."""

from pathlib import Path

import pytest

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import FfmpegError, Input, Piece, Tool
from tests.factories.media import WORDS, Clips, slide

X264 = {"c:v": "libx264", "preset": "ultrafast", "bf": 2, "vf": "fps=8", "format": "mp4", "fflags": "+bitexact"}
LISTING = {"c": "copy", "format": "framehash", "hash": "CRC32"}


def packets(path: Path, stream: str, tool: Tool) -> list[tuple[float, str]]:
    """Time and content of every packet of a stream, in the order in which they are to be seen."""
    heard = b"".join(ffmpeg.listen(path, streams=(stream,), options=LISTING, tool=tool, folder=path.parent)).decode()
    above, below = next(line for line in heard.splitlines() if line.startswith("#tb")).split()[2].split("/")
    rows = [line.split(",") for line in heard.splitlines() if line and not line.startswith("#")]
    return sorted((int(row[2]) * int(above) / int(below), row[5].strip()) for row in rows)


def parts(source: Path, folder: Path, tool: Tool) -> list[Piece]:
    """The recording in four parts of four seconds."""
    pieces = [Piece(folder / f"part-{number}.mp4", 4.0) for number in range(4)]
    for number, piece in enumerate(pieces):
        ffmpeg.make(source, piece.path, streams=("V:0",), options=X264, tool=tool, start=4.0 * number, seconds=4.0)
    return pieces


def test_parts_and_the_whole_sound_become_one_file(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    source = clips.path("slides.mp4")
    pieces, sound, target = parts(source, tmp_path, tool), clips.path("sound.m4a"), tmp_path / "whole.mp4"
    ffmpeg.join(pieces, target, tool=tool, sound=sound)
    seen = packets(target, "V:0", tool)
    assert [time for time, _ in seen] == pytest.approx([number / 8 for number in range(128)], abs=0.001)
    assert [each for _, each in seen] == [each for piece in pieces for _, each in packets(piece.path, "V:0", tool)]
    assert packets(target, "a:0", tool) == packets(sound, "a:0", tool)
    assert not list(tmp_path.glob("*.ffconcat"))


def test_stills_stand_as_long_as_they_are_told(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    pieces = [Piece(tmp_path / f"still-{number}.png", seconds) for number, seconds in enumerate((3.0, 1.5, 2.5))]
    for number, piece in enumerate(pieces):
        slide(number, WORDS[number]).save(piece.path)
    options = X264 | {"vf": "fps=2,tpad=stop=-1:stop_mode=clone,format=yuv420p", "t": 7}
    ffmpeg.join(pieces, tmp_path / "show.mp4", tool=tool, options=options)
    assert [time for time, _ in packets(tmp_path / "show.mp4", "V:0", tool)] == [number / 2 for number in range(14)]


def test_a_piece_from_elsewhere_is_refused(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    odd = tmp_path / "it's.mp4"
    for path in (clips.path("slides.mp4"), odd):
        with pytest.raises(ValueError, match="plainly named"):
            ffmpeg.join([Piece(path, 4.0)], tmp_path / "whole.mp4", tool=tool)


def test_no_other_command_reads_a_list(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "slides.mp4").write_bytes(clips.path("slides.mp4").read_bytes())
    listing = tmp_path / "list.mp4"
    listing.write_text("ffconcat version 1.0\nfile slides.mp4\n")
    with pytest.raises(FfmpegError):
        ffmpeg.make(listing, tmp_path / "out.mp4", streams=("V:0",), options={"c": "copy"}, tool=tool)


def test_a_stretch_and_a_second_file_meet_in_one(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    target = tmp_path / "out.mp4"
    beside = (Input(clips.path("sound.m4a"), ("a:0",), start=1.0, seconds=2.0),)
    options = X264 | {"c:a": "aac"}
    stretch = {"start": 6.0, "seconds": 2.0}
    silent = clips.path("silent.mp4")
    ffmpeg.make(silent, target, streams=("V:0",), options=options, tool=tool, beside=beside, **stretch)
    assert len(packets(target, "V:0", tool)) == 16
    assert packets(target, "a:0", tool)[-1][0] == pytest.approx(2.0, abs=0.05)
