"""A lecture's captions and the words on its slides come from its script, at the times it is spoken."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from lms.project.demo.lectures import CONTENT, specs
from lms.project.demo.voices import times_of
from lms.project.demo.words import captions, slide_words, write_words
from media_pipeline.api import edition_entry
from media_pipeline.models import Slide
from tests.factories.media import ready_recording

COLOURS = CONTENT / "courses/graphic-design/lectures/three-colours.en.json"


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.stem)
def test_every_line_is_shown_while_it_is_said(spec: Path) -> None:
    lecture = json.loads(spec.read_text(encoding="utf-8"))
    length = json.loads(times_of(spec.parent / lecture["voice"]).read_text())["seconds"] * 1000
    for cues in captions(spec).values():
        assert all(0 <= cue.start < cue.end <= length for cue in cues)
        assert all(earlier.end <= later.start for earlier, later in pairwise(cues))
    said = [line for slide in lecture["slides"] for line in slide["say"]]
    assert [cue.text for cue in captions(spec)[lecture["language"]]] == said


def test_a_lecture_of_two_languages_has_captions_in_both() -> None:
    found = captions(COLOURS)
    assert sorted(found) == ["en", "ur"]
    assert [cue.start for cue in found["en"]] == [cue.start for cue in found["ur"]]
    assert found["ur"][0].text != found["en"][0].text


def test_the_words_of_a_slide_are_those_drawn_on_it() -> None:
    spec = CONTENT / "courses/data-science/lectures/rows-and-columns.en.json"
    chart = slide_words(spec)[5][1].splitlines()
    assert chart[:3] == ["Yoghurt in October", "Week 1", "31 kg"]
    assert chart[-1] == "Made-up numbers. What happened in week 3?"


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.stem)
def test_every_slide_has_words_and_no_colour_is_one(spec: Path) -> None:
    for at, words in slide_words(spec):
        assert at >= 0
        assert words
        assert "#" not in words


@pytest.mark.django_db
def test_a_finished_recording_gets_them_and_an_edition_shows_them() -> None:
    recording = ready_recording()
    seen = [(0, 0.0), (1, slide_words(COLOURS)[1][0] + 0.3)]
    Slide.objects.bulk_create(Slide(recording=recording, position=place, at_seconds=at) for place, at in seen)
    write_words(recording, COLOURS)
    entry = edition_entry(recording)
    assert [each["text"] for each in entry["slides"]] == [words for _, words in slide_words(COLOURS)[:2]]
    assert [each["language"] for each in entry["captions"]] == ["en", "ur"]
    write_words(recording, COLOURS)
    assert recording.captions.count() == 2
