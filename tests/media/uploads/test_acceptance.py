"""What may come in is decided before the first byte, with a sentence that says what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.uploads.acceptance import Room, judge_start, plain_name, refuse_size, refuse_type, title_of
from media_pipeline.uploads.errors import UploadRefused

ROOM = Room(largest=1000, unfinished=500, unfinished_most=1400, free=800)


def reason(length: int, room: Room = ROOM) -> str:
    with pytest.raises(UploadRefused) as caught:
        refuse_size(length, room)
    assert caught.value.message.endswith(".")
    return caught.value.reason


def test_the_size_decides() -> None:
    refuse_size(800, ROOM)
    assert reason(0) == "empty"
    assert reason(1001) == "too-large"
    assert reason(901) == "too-much"
    assert reason(801) == "no-space"


def test_where_nobody_knows_the_free_room_it_is_not_asked_for() -> None:
    refuse_size(900, Room(largest=1000, unfinished=0, unfinished_most=1000, free=None))


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("a.mp4", "video/mp4"),
        ("A.MP4", ""),
        ("b.mkv", "application/x-matroska"),
        ("c.ogg", "audio/ogg"),
        ("00012.MTS", ""),
        ("WhatsApp Video", "video/mp4"),
    ],
)
def test_recordings_may_come(name: str, declared: str) -> None:
    refuse_type(name, declared)


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("notes.pdf", "application/pdf"),
        ("list.m3u8", "application/vnd.apple.mpegurl"),
        ("a.mp4", "text/plain"),
        ("a.mp4", "image/png"),
        ("a.exe", "video/mp4"),
        ("noending", ""),
        ("", ""),
    ],
)
def test_other_things_may_not(name: str, declared: str) -> None:
    with pytest.raises(UploadRefused, match="not a recording"):
        refuse_type(name, declared)


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (b"#EXTM3U\n/etc/passwd", "playlist"),
        (b"\xef\xbb\xbf \nffconcat version 1.0", "playlist"),
        (b"%PDF-1.7", "document"),
        (b"PK\x03\x04", "archive"),
        (b"\xff\xd8\xff\xe0JFIF", "picture"),
        (b"<!DOCTYPE html>", "web-page"),
    ],
)
def test_the_first_bytes_give_it_away(start: bytes, code: str) -> None:
    wrong = judge_start(start)
    assert wrong is not None
    assert wrong.code == code


@pytest.mark.parametrize(
    "start", [b"", b"\0\0\0\x20ftypisom", b"\x1aE\xdf\xa3", b"ID3\x04", b"RIFF....WAVE", b"G@\x00"]
)
def test_recordings_begin_otherwise(start: bytes) -> None:
    assert judge_start(start) is None


@given(st.text(max_size=600))
def test_a_name_is_one_short_line_without_tricks(name: str) -> None:
    plain = plain_name(name)
    assert len(plain) <= 255
    assert "/" not in plain
    assert "\\" not in plain
    assert not any(letter in plain for letter in "\n\r\0\u202e\u2066")


def test_a_long_name_keeps_its_ending() -> None:
    assert plain_name("ا" * 400 + ".mp4").endswith("ا.mp4")
    assert plain_name("C:\\Users\\amina\\lecture.mp4") == "lecture.mp4"
    assert plain_name("x\u202e4pm.exe") == "x4pm.exe"


def test_the_title_is_what_was_given_else_the_name() -> None:
    assert title_of("  Contrast\n and space ", "a.mp4") == "Contrast and space"
    assert title_of("", "Lecture_01 colours.MP4") == "Lecture 01 colours"
    assert title_of("", ".mp4") != ""
    assert len(title_of("x" * 900, "")) == 200
