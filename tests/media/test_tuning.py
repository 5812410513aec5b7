"""What is chosen for a recording is chosen by reading it, and is the same every time."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline.choices import (
    SAMPLES,
    Choices,
    fallback_steps,
    read_choices,
    sample_moments,
    usual,
    video_steps,
)
from media_pipeline.pipeline.content import Survey
from media_pipeline.pipeline.probe import Facts, probe
from media_pipeline.pipeline.recipes import Picture
from media_pipeline.pipeline.tuning import languages_of, tune
from media_pipeline.reader import NoReader
from tests.factories.media import Clips

TEXT = "contrast margin layer palette headline vector gradient template"
SLIDES = Survey("slides", (0.0, 4.0, 8.0, 12.0))
FACTS = Facts(bytes=10_000_000, seconds=240, has_sound=True, width=1280, height=720, frames_per_second=25)

pictures = some.builds(Picture, some.integers(2, 1080), some.integers(1, 25), some.integers(20, 60), some.booleans())
shares = some.lists(some.tuples(some.sampled_from(("video", "standard")), some.floats(0, 1))).map(tuple)
choices = some.builds(
    Choices,
    video=pictures,
    fallback=pictures,
    languages=some.lists(some.sampled_from(("en", "ur", "ps"))).map(tuple),
    reader=some.text(max_size=20),
    readable=shares,
)


class ReaderInTurn:
    """Reads everything, but misses words in pictures number ``bad`` (counted from the first it is shown)."""

    name = "in turn 1"
    languages_available = frozenset({"en"})

    def __init__(self, *bad: int) -> None:
        self.shown = 0
        self._bad = bad

    def read(self, image: Image.Image, languages: Sequence[str]) -> str:
        self.shown += 1
        return TEXT[:20] if self.shown in self._bad else TEXT


@given(choices)
def test_choices_survive_as_plain_data(chosen: Choices) -> None:
    assert read_choices(json.loads(json.dumps(asdict(chosen)))) == chosen


@given(some.integers(1, 60), some.floats(0.5, 5000))
def test_samples_lie_inside_the_recording_and_are_few(slides: int, seconds: float) -> None:
    survey = Survey("slides", tuple(seconds * number / slides for number in range(slides)))
    for seen in (survey, Survey("screen")):
        moments = sample_moments(seen, seconds)
        assert 1 <= len(moments) <= SAMPLES
        assert moments == sorted(moments)
        assert all(0 <= moment <= seconds for moment in moments)


def test_lines_are_not_invented() -> None:
    assert {step.lines for step in video_steps(FACTS, "screen")} == {720}
    large = Facts(bytes=1, seconds=60, has_sound=False, width=1920, height=1080, frames_per_second=15)
    assert 1080 in {step.lines for step in video_steps(large, "screen")}
    # More pixels than the encoder can hold.
    assert {step.lines for step in video_steps(replace(large, width=2560, height=1080), "screen")} == {720}
    assert all(step.rate <= 25 for step in [*video_steps(large, "camera"), *fallback_steps(large, "inset")])


@pytest.mark.encodes
@pytest.mark.usefixtures("quick")
class TestReading:
    """Real trials of a small recording."""

    def chosen(self, clips: Clips, tool: Tool, folder: Path, reader: object, survey: Survey = SLIDES) -> Choices:
        source = clips.path("slides.mp4")
        self.facts = probe(source, tool=tool, folder=folder, max_seconds=60)
        return tune(source, self.facts, survey, tool=tool, folder=folder, reader=reader)  # type: ignore[arg-type]

    def test_without_a_reader_the_usual_choices_stand(self, clips: Clips, tool: Tool, tmp_path: Path) -> None:
        assert self.chosen(clips, tool, tmp_path, NoReader()) == usual(self.facts, "slides")

    def test_a_camera_is_not_read(self, clips: Clips, tool: Tool, tmp_path: Path) -> None:
        reader = ReaderInTurn()
        assert self.chosen(clips, tool, tmp_path, reader, Survey("camera")) == usual(self.facts, "camera")
        assert reader.shown == 0

    def test_the_smallest_is_taken_when_all_its_words_are_read(self, clips: Clips, tool: Tool, tmp_path: Path) -> None:
        found = self.chosen(clips, tool, tmp_path, ReaderInTurn())
        assert found.video == video_steps(self.facts, "slides")[0]
        assert (found.readable_in("video"), found.readable_in("standard")) == (1.0, 1.0)
        assert (found.languages, found.reader) == (("en",), "in turn 1")
        assert found == self.chosen(clips, tool, tmp_path, ReaderInTurn())

    def test_words_lost_in_a_trial_ask_for_the_next_one(self, clips: Clips, tool: Tool, tmp_path: Path) -> None:
        """Three pictures of the source are read first, then three of each trial."""
        found = self.chosen(clips, tool, tmp_path, ReaderInTurn(SAMPLES + 2))
        assert found.video == video_steps(self.facts, "slides")[1]
        assert found.readable_in("video") == 1.0

    def test_nothing_is_left_in_the_folder_but_the_last_trial(self, clips: Clips, tool: Tool, tmp_path: Path) -> None:
        self.chosen(clips, tool, tmp_path, ReaderInTurn())
        assert {path.name for path in tmp_path.iterdir()} <= {"trial.mp4"}


class Script:
    """Reads one script whatever stands there."""

    name = "script 1"

    def __init__(self, text: str, *languages: str) -> None:
        self.text = text
        self.languages_available = frozenset(languages)

    def read(self, image: Image.Image, languages: Sequence[str]) -> str:
        return self.text


@pytest.mark.parametrize(
    ("reader", "languages"),
    [
        (Script("سرخی Photoshop", "en", "ur"), ("ur", "en")),
        (Script("Contrast", "en", "ur"), ("en",)),
        (Script("Contrast", "en"), ("en",)),
        (Script("سرخی", "ur"), ("ur",)),
        (Script("", "ur"), ("ur",)),
    ],
)
def test_a_recording_is_read_in_the_script_that_stands_on_it(reader: Script, languages: tuple[str, ...]) -> None:
    assert languages_of(Image.new("RGB", (10, 10)), reader) == languages
