"""An entry is plain data, always the same; a choice says the most it can cost."""

import json
from typing import Any

import pytest
from django.utils import translation

from lms.foundation.api import store_bytes
from media_pipeline.api import Keep, choices, edition_entry, edition_files, only_kept
from media_pipeline.entry import captions_of, cost, slides_of
from media_pipeline.pipeline.outputs import BESIDE
from tests.factories.media import ready_recording

pytestmark = pytest.mark.django_db


def test_the_same_files_give_the_same_entry() -> None:
    one, two = (edition_entry(ready_recording(title=title)) for title in ("One", "Two"))
    assert json.dumps(one) == json.dumps(two)


def test_an_entry_names_no_row_and_no_address() -> None:
    recording = ready_recording()
    text = json.dumps(edition_entry(recording))
    assert str(recording.uuid) not in text
    assert "/" not in text.replace("audio/", "").replace("video/", "").replace("image/", "")
    assert recording.title not in text


def test_a_label_counts_the_larger_of_two_and_a_header_for_each_fetch() -> None:
    files = [
        {"role": "audio", "ext": "mp4", "type": 'audio/mp4; codecs="opus"', "sha256": "a", "bytes": 1000},
        {"role": "audio-fallback", "ext": "m4a", "type": 'audio/mp4; codecs="mp4a.40.2"', "sha256": "b", "bytes": 3000},
        {"role": "still", "at": 0.0, "ext": "avif", "type": "image/avif", "sha256": "c", "bytes": 10},
        {"role": "still-fallback", "at": 0.0, "ext": "webp", "type": "image/webp", "sha256": "d", "bytes": 40},
        {"role": "still", "at": 9.0, "ext": "avif", "type": "image/avif", "sha256": "e", "bytes": 70},
        {"role": "still-fallback", "at": 9.0, "ext": "webp", "type": "image/webp", "sha256": "f", "bytes": 20},
    ]
    entry: dict[str, Any] = {"seconds": 20, "renditions": [{"rung": "slides", "files": files}]}
    assert cost(entry, "slides") == 3000 + 40 + 70 + 3 * 500


def test_what_playing_never_fetches_is_on_no_label() -> None:
    sound = {"role": "audio", "ext": "mp4", "type": 'audio/mp4; codecs="opus"', "sha256": "a", "bytes": 1000}
    beside = [{"role": role, "ext": "x", "type": "x/x", "sha256": role, "bytes": 10**6} for role in BESIDE]
    entry: dict[str, Any] = {"seconds": 20, "renditions": [{"rung": "slides", "files": [sound, *beside]}]}
    assert cost(entry, "slides") == 1500


def test_words_of_slides_and_captions_stand_in_the_entry_in_one_form() -> None:
    recording = ready_recording()
    recording.slides.create(position=1, at_seconds=20, text="  Two signs\r\n\n  one   word ")
    recording.slides.create(position=0, at_seconds=0, text="Cafe\u0301")
    kept = store_bytes(b"WEBVTT\n", suffix="vtt", content_type="text/vtt")
    recording.captions.create(language="ur", stored=kept)
    entry = edition_entry(recording)
    assert entry["slides"] == [{"at": 0, "text": "Caf\u00e9"}, {"at": 20, "text": "Two signs\none word"}]
    spoken = {"language": "ur", "ext": "vtt", "type": "text/vtt", "sha256": kept.sha256, "bytes": 7}
    assert entry["captions"] == [spoken]
    assert kept in edition_files(recording)
    assert cost(entry, "audio") == cost(edition_entry(ready_recording()), "audio")


def test_an_entry_without_words_is_as_it_always_was() -> None:
    recording = ready_recording()
    recording.slides.create(position=0, at_seconds=0, text="")
    entry = edition_entry(recording)
    assert set(entry) == {"seconds", "class", "synthetic_voice", "renditions"}
    assert (list(slides_of(entry)), list(captions_of(entry))) == ([], [])


def test_each_rung_has_one_file_to_keep_that_plays_everywhere() -> None:
    recording = ready_recording()
    standard = recording.renditions.create(rung="standard", bytes=9, codecs="", tool_version="", recipe_hash="s")
    large = store_bytes(b"large", suffix="mp4", content_type="video/mp4")
    standard.files.create(role="video", stored=large, codecs="avc1.64001f, mp4a.40.2")
    keep = store_bytes(b"stills and sound", suffix="mp4", content_type="video/mp4")
    recording.renditions.get(rung="slides").files.create(role="keep", stored=keep)
    entry = edition_entry(recording)
    kept = {each.rung: each.keep for each in choices(entry, keep_as="lesson-1-2")}
    assert kept["slides"] == Keep(16, f"{keep.sha256}.mp4", "lesson-1-2-slides.mp4")
    assert [kept[rung].name for rung in ("audio", "video", "standard")] == [
        "lesson-1-2-audio.m4a",
        "lesson-1-2-video.mp4",
        "lesson-1-2-standard.mp4",
    ]
    assert (kept["audio"].bytes, kept["video"].bytes) == (len(b"aac" * 3), len(b"h264"))
    assert only_kept(entry) == {keep.sha256}
    assert [each.keep for each in choices(entry)] == [None] * 4


def test_slides_made_before_there_was_a_file_to_keep_offer_none() -> None:
    slides = choices(edition_entry(ready_recording()), keep_as="lesson-1-1")[0]
    assert slides.keep is None


def test_choices_come_in_order_and_in_the_readers_language() -> None:
    entry = edition_entry(ready_recording())
    with translation.override("en"):
        assert [(each.rung, each.title) for each in choices(entry)] == [
            ("slides", "Slides + voice"),
            ("audio", "Voice only"),
            ("video", "Small video"),
        ]
    assert [each.bytes for each in choices(entry)] == [cost(entry, each.rung) for each in choices(entry)]
