"""What is read in slides becomes words worth keeping, and stays with its slide."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.captions.read import read_captions
from media_pipeline.pipeline.timeline import TimedSlide, chapters, timeline
from media_pipeline.pipeline.words import SlideText, carry, clean, heading, languages_to_read

URDU = "تضاد اور فاصلہ"


def test_noise_between_the_lines_is_left_out() -> None:
    read = "Contrast and space\n\n|\n= — °\n@ 4 >\n~~ x ~~\n• Leave a margin\n72\n"
    assert clean(read) == "Contrast and space\n• Leave a margin\n72"


def test_divided_words_are_joined() -> None:
    assert (
        clean("Type sets the atmo-\nsphere of a page\n2020-\n2021") == "Type sets the atmosphere of a page\n2020-\n2021"
    )


def test_urdu_keeps_its_order_and_its_joiners_and_loses_guessed_marks() -> None:
    assert clean(f"\u200f{URDU}\u202c\n\nمی\u200cخواهم  2 بار\f") == f"{URDU}\nمی\u200cخواهم 2 بار"


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("ab- \n\u00ad\u200cا"), max_size=60))
def test_clean_words_are_clean(read: str) -> None:
    words = clean(read)
    assert unicodedata.is_normalized("NFC", words)
    assert all(line == " ".join(line.split()) != "" for line in words.split("\n")) or not words
    assert sum(map(str.isalnum, words)) <= sum(map(str.isalnum, unicodedata.normalize("NFC", read)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        (f"\n  {URDU}  \nmore", URDU),
        ("word " * 30, ("word " * 16).strip() + "…"),
        ("w" * 100, "w" * 80 + "…"),
    ],
)
def test_a_slide_is_called_by_its_first_line(text: str, wanted: str) -> None:
    assert heading(text) == wanted


def test_slides_are_read_in_the_language_of_the_voice_and_in_english() -> None:
    assert languages_to_read("en", ["en", "ur"]) == ["en"]
    assert languages_to_read("ur", ["en", "ur"]) == ["ur", "en"]
    assert languages_to_read("ps", ["en", "ur", "ps"]) == ["ps", "en"]
    assert languages_to_read("ps", ["en", "ur"]) == ["ur", "en"]
    assert languages_to_read("", ["en", "ur"]) == ["en", "ur"]


def test_written_words_go_to_the_slide_nearest_in_time() -> None:
    old = [SlideText(0, "read"), SlideText(10, "written", True), SlideText(30, "end", True)]
    assert carry(old, [0.4, 12.0, 29.0]) == [
        SlideText(0.4, "read"),
        SlideText(12.0, "written", True),
        SlideText(29.0, "end", True),
    ]


def test_written_words_that_meet_on_one_slide_are_both_kept() -> None:
    old = [SlideText(10, "first", True), SlideText(12, "second", True), SlideText(12.5, "read")]
    assert carry(old, [0.0, 11.5]) == [SlideText(0.0), SlideText(11.5, "first\nsecond", True)]


def test_read_words_of_another_slide_are_not_taken_over() -> None:
    assert carry([SlideText(10, "read")], [0.0, 14.0]) == [SlideText(0.0), SlideText(14.0)]


TEXTS = st.builds(SlideText, st.floats(0, 100), st.sampled_from(["a", "b", "c"]), st.booleans())


@given(st.lists(TEXTS, max_size=8), st.lists(st.floats(0, 100), min_size=1, max_size=6).map(sorted))
def test_no_written_word_is_lost(old: list[SlideText], starts: list[float]) -> None:
    carried = carry(old, starts)
    assert [each.at for each in carried] == starts
    kept = {line for each in carried if each.written for line in each.text.splitlines()}
    assert kept == {each.text for each in old if each.written}


SLIDES = [TimedSlide(0.0, f"{URDU}\nmore", "a.avif", "a.webp"), TimedSlide(4.0004, "", "b.avif", "b.webp")]


def test_the_timeline_has_one_spelling() -> None:
    data = timeline(SLIDES, seconds=16.00049)
    assert data == timeline(list(SLIDES), seconds=16.00049)
    assert json.loads(data) == {
        "format": 1,
        "seconds": 16.0,
        "slides": [
            {"at": 0.0, "text": f"{URDU}\nmore", "still": "a.avif", "still_fallback": "a.webp"},
            {"at": 4.0, "text": "", "still": "b.avif", "still_fallback": "b.webp"},
        ],
    }


def test_chapters_are_captions_of_the_slides_names() -> None:
    data = chapters(SLIDES, seconds=16, name=lambda number: f"Slide {number}")
    assert [(cue.start, cue.end, cue.text) for cue in read_captions(data, length=16_000)] == [
        (0, 4000, URDU),
        (4000, 16_000, "Slide 2"),
    ]
    assert chapters([], seconds=16, name=str) == b"WEBVTT\n"
