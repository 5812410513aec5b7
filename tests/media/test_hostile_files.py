"""What is no recording ends in one sentence, and nothing outside is read."""

import struct
import zlib
from pathlib import Path

import pytest

from media_pipeline.errors import Refusal
from media_pipeline.ffmpeg import FfmpegError, Tool, make
from media_pipeline.pipeline.probe import probe
from tests.factories.media import Clips, ffmpeg


def refused(path: Path, tool: Tool, folder: Path) -> Refusal:
    """The refusal of a file."""
    with pytest.raises(Refusal) as caught:
        probe(path, tool=tool, folder=folder, max_seconds=3600)
    assert caught.value.message.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"This is a letter, not a recording.\n" * 50, "text"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "document"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 400, "not-finished"),
        (b"\xef\xbb\xbf#EXTM3U\n#EXTINF:10,\n/etc/passwd\n", "playlist"),
        (b"ffconcat version 1.0\nfile '/etc/passwd'\n", "playlist"),
        (b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n", "playlist"),
        (b"<?xml version='1.0'?><MPD></MPD>", "playlist"),
    ],
)
def test_it_is_refused_by_name(content: bytes, code: str, tmp_path: Path, tool: Tool) -> None:
    path = tmp_path / "lecture.mp4"
    path.write_bytes(content)
    assert refused(path, tool, tmp_path).code == code


def test_a_playlist_that_came_so_far_is_not_read_by_ffmpeg(clips: Clips, tmp_path: Path, tool: Tool) -> None:
    private = tmp_path / "private.ts"
    ffmpeg("-i", clips.path("slides.mp4"), "-t", "4", "-c", "copy", private)
    disguised = tmp_path / "lecture.mp4"
    start = b"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n"
    disguised.write_bytes(start + str(private).encode() + b"\n#EXT-X-ENDLIST\n")
    with pytest.raises(FfmpegError):
        make(disguised, tmp_path / "out.mp4", streams=("V:0",), options={"c": "copy"}, tool=tool)
    assert refused(disguised, tool, tmp_path).code == "playlist"


def test_a_subtitle_track_alone_is_nothing_to_play(tmp_path: Path, tool: Tool) -> None:
    words = tmp_path / "words.srt"
    words.write_text("1\n00:00:00,000 --> 00:00:05,000\nHello\n")
    path = tmp_path / "lecture.mkv"
    ffmpeg("-i", words, "-c:s", "srt", path)
    assert refused(path, tool, tmp_path).code == "nothing-to-play"


def png(width: int, height: int) -> bytes:
    """A PNG that is large when it is unpacked and small before."""
    rows = zlib.compress(b"\x00" * ((width // 8 + 1) * height), 9)
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def test_a_picture_bomb_is_too_large(tmp_path: Path, tool: Tool) -> None:
    bomb = tmp_path / "bomb.png"
    bomb.write_bytes(png(16000, 16000))
    path = tmp_path / "lecture.mkv"
    ffmpeg("-framerate", "1", "-loop", "1", "-t", "3", "-i", bomb, "-c", "copy", path)
    assert refused(path, tool, tmp_path).code == "picture-too-large"


def test_too_long_says_how_long_it_may_be(clips: Clips, tmp_path: Path, tool: Tool) -> None:
    with pytest.raises(Refusal) as caught:
        probe(clips.path("slides.mp4"), tool=tool, folder=tmp_path, max_seconds=10)
    assert caught.value.code == "too-long"


def test_a_recording_cut_off_in_the_middle_is_no_crash(clips: Clips, tmp_path: Path, tool: Tool) -> None:
    whole = clips.path("slides.mp4").read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(whole[: len(whole) // 2])
    refusal = refused(path, tool, tmp_path)
    assert refusal.code == "incomplete"
    assert "only 49 percent" in refusal.message or "only 50 percent" in refusal.message
