"""The lectures are spoken, timed, small in the tree, and become recordings."""

import json
import struct
from itertools import pairwise
from pathlib import Path

import pytest

from lms.project.demo.lectures import CONTENT, draw_slides, make_lecture, specs
from lms.project.demo.voices import times_of
from media_pipeline.conf import tool
from media_pipeline.ffmpeg import picture

SPECS = specs()


def test_every_lecture_a_course_or_the_guide_names_is_known() -> None:
    named = set()
    for course in CONTENT.glob("courses/*/course.json"):
        for module in json.loads(course.read_text(encoding="utf-8"))["modules"]:
            for activity in module["activities"]:
                named |= {course.parent / name for name in activity.get("lecture", {}).values()}
    guide = json.loads((CONTENT / "guide.json").read_text(encoding="utf-8"))
    named |= {CONTENT / name for name in guide["lecture"].values()}
    assert set(SPECS) == named


def test_the_guide_has_six_screens_in_both_languages() -> None:
    guide = json.loads((CONTENT / "guide.json").read_text(encoding="utf-8"))
    for language in ("en", "ur"):
        screens = guide["screens"][language]
        assert len(screens) == 6
        assert all(screen["title"] and screen["text"] and screen["icon"] for screen in screens)
        assert guide["title"][language]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_a_lecture_is_spoken_timed_and_says_that_its_voice_is_synthetic(spec: Path) -> None:
    lecture = json.loads(spec.read_text(encoding="utf-8"))
    voice = spec.parent / lecture["voice"]
    times = json.loads(times_of(voice).read_text())
    assert voice.read_bytes()[:4] == b"OggS"
    assert lecture["synthetic_voice"] is True
    assert 60 <= times["seconds"] <= 180
    assert len(times["starts"]) == len(lecture["slides"])
    assert times["starts"][0] == 0
    assert all(later - earlier > 3 for earlier, later in pairwise([*times["starts"], times["seconds"]]))
    assert all(slide["say"] for slide in lecture["slides"])


def test_the_voices_stay_small() -> None:
    assert sum(path.stat().st_size for path in CONTENT.rglob("*.opus")) <= 4_000_000


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_every_slide_is_drawn_and_no_two_are_alike(spec: Path, tmp_path: Path) -> None:
    lecture = json.loads(spec.read_text(encoding="utf-8"))
    slides = draw_slides(lecture, tmp_path)
    assert len(slides) == len(lecture["slides"])
    assert len({slide.read_bytes() for slide in slides}) == len(slides)
    for slide in slides:
        assert struct.unpack(">II", slide.read_bytes()[16:24]) == (1280, 720)


@pytest.mark.encodes
def test_a_lecture_becomes_a_recording_that_can_be_seen_to_its_end(tmp_path: Path) -> None:
    spec = CONTENT / "courses/social-media-marketing/lectures/one-person.en.json"
    made = make_lecture(spec, tmp_path / "lecture.mp4")
    seconds = json.loads(times_of(spec.parent / "voices/one-person.en.opus").read_text())["seconds"]
    assert abs(length(made) - seconds) < 0.5
    first, last = (
        picture(made, at_seconds=at, filters="scale=160:90", tool=tool(), folder=tmp_path) for at in (1, seconds - 1)
    )
    assert first != last


def length(recording: Path) -> float:
    """Seconds of an mp4, from the header of the whole film."""
    data = recording.read_bytes()
    start = data.index(b"mvhd") + 4
    rate, duration = struct.unpack(">II", data[start + 12 : start + 20])
    return duration / rate
