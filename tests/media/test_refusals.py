"""A file that is no recording is called by its name, and the sentence says what to do."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from media_pipeline.errors import Refusal
from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline import refusals
from media_pipeline.pipeline.containers import read_container
from media_pipeline.pipeline.kind_sentences import SENTENCES
from media_pipeline.pipeline.kinds import BEGINNINGS, INSIDE_XML, INSIDE_ZIP, TEXTS, kind_of
from media_pipeline.pipeline.probe import probe
from tests.factories.media import Clips, ffmpeg

ALL = [
    *(refusals.another_kind(kind) for kind in SENTENCES),
    *(
        refusals.empty(),
        refusals.unreadable_name(),
        refusals.not_a_recording(),
        refusals.incomplete(0.43),
        refusals.incomplete(0.0001),
    ),
    *(refusals.not_finished(), refusals.locked(), refusals.nothing_to_play(), refusals.too_many_streams()),
    *(refusals.only_silence(), refusals.no_length(), refusals.too_long(360000, 14400)),
    *(refusals.picture_too_large(16000, 16000), refusals.picture_unreadable(), refusals.sound_unreadable()),
    *(refusals.too_heavy(), refusals.took_too_long(), refusals.part_failed("video")),
]


def refused(path: Path, tool: Tool) -> Refusal:
    with pytest.raises(Refusal) as caught:
        probe(path, tool=tool, folder=path.parent, max_seconds=3600)
    return caught.value


@pytest.mark.parametrize("refusal", ALL, ids=lambda refusal: refusal.code)
def test_every_refusal_is_two_plain_sentences(refusal: Refusal) -> None:
    assert re.fullmatch(r"[a-z-]+", refusal.code)
    sentences = re.findall(r"[^.]+\.(?: |$)", refusal.message)
    assert len(sentences) >= 2
    assert re.search(r"\b(Copy|Upload|upload|Play|Cut|Check|Save|save|Unpack|download|Record)\b", refusal.message)
    assert not re.search(r"ffmpeg|codec|error|/", refusal.message)


def test_every_kind_that_is_known_has_its_sentence() -> None:
    known = {kind for table in (BEGINNINGS, INSIDE_ZIP, TEXTS, INSIDE_XML) for kind, *_ in table}
    assert known | {"HEIF", "WebP", "zip", "zeros", "text"} == set(SENTENCES)


def office(name: str) -> bytes:
    """A document of an office program: a zip whose table of contents stands at its end."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" + " " * 200_000)
        archive.writestr(name, "<w/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (office("word/document.xml"), "This is a Word document, not a recording."),
        (office("ppt/presentation.xml"), "This is a PowerPoint presentation, not a recording."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "This is a PDF document, not a recording."),
        (b"1\r\n00:00:00,000 --> 00:00:05,000\r\nHello\r\n", "This is a file of subtitles, not a recording."),
        (b"<!DOCTYPE html><html><head><title>Sign in</title>", "This is a web page, not a recording."),
        ("یہ ایک خط ہے، ریکارڈنگ نہیں۔\n".encode() * 3000, "This is a text, not a recording."),
        (bytes(100_000), "This is a file of nothing but zeros"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "This is a picture (JPEG), not a recording."),
        (b"#EXTM3U\n#EXTINF:4,\nhttp://127.0.0.1/a.ts\n", "This is a playlist (HLS), a list of other files"),
    ],
)
def test_it_is_called_by_its_name_whatever_its_ending(content: bytes, says: str, tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "lecture.mp4"
    path.write_bytes(content)
    assert refused(path, tool).message.startswith(says)


@pytest.mark.parametrize("suffix", ["mp4", "mov", "mkv", "webm", "avi", "ts", "flv", "asf"])
@pytest.mark.parametrize("share", [1.0, 0.5])
def test_a_recording_is_known_to_be_whole_or_not(suffix: str, share: float, clips: Clips, tmp_path: Path) -> None:
    whole, path = tmp_path / f"whole.{suffix}", tmp_path / f"lecture.{suffix}"
    codecs = ("-c:v", "libvpx", "-c:a", "libopus") if suffix == "webm" else ("-c:a", "copy", "-c:v", "copy")
    ffmpeg("-i", clips.path("slides.mp4"), "-t", "2", *codecs, whole)
    data = whole.read_bytes()
    path.write_bytes(data[: round(len(data) * share)])
    assert kind_of(data[:65536], data[-65536:]) is None
    says = read_container(path).share
    streams = suffix in ("ts", "flv", "asf")
    assert says == 1.0 if streams else says == pytest.approx(share, abs=0.1)


def test_a_recording_that_was_not_closed(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "lecture.mp4"
    data = clips.path("slides.mp4").read_bytes()
    path.write_bytes(data[: data.rindex(b"moov") - 4])
    assert refused(path, tool).code == "not-finished"


def test_bytes_that_a_phone_adds_at_the_end_do_no_harm(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "lecture.mp4"
    path.write_bytes(clips.path("slides.mp4").read_bytes() + b"\x7f\xff\xff\xffSEFT" + bytes(40))
    assert probe(path, tool=tool, folder=tmp_path, max_seconds=3600).seconds == pytest.approx(16, abs=0.2)


def test_a_film_from_a_shop_is_locked(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    key = ("-encryption_scheme", "cenc-aes-ctr", "-encryption_key", "0" * 32, "-encryption_kid", "1" * 32)
    ffmpeg("-i", clips.path("slides.mp4"), "-t", "2", "-c", "copy", *key, path)
    assert refused(path, tool).code == "locked"
