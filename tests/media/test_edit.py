"""What is used of a recording is joined exactly: picture and sound stay together, and the original stays whole."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lms.foundation.api import stored_path
from media_pipeline.actions.add_recording import add_recording
from media_pipeline.ffmpeg import Tool
from media_pipeline.models import Recording
from media_pipeline.pipeline.edit import RATES, SAMPLES, join_stretches, rate_of
from media_pipeline.pipeline.probe import Facts, probe
from media_pipeline.pipeline.workshop import silent
from tests.factories.media import Clips, process
from tests.media.measuring import beeps, brightness, flashes, loudness

USED = [[2.0, 5.0], [18.52, 20.0], [39.0, 41.4]]
# The flashes at 3, 19 and 40 seconds, after what comes before them is gone.
EVENTS = [1.0, 3.48, 5.48]
LENGTH = 6.88


@pytest.mark.encodes
@pytest.mark.parametrize("name", ["flashes.mp4", "flashes.mkv"])
def test_flash_and_beep_stay_together_through_every_cut(name: str, clips: Clips, tmp_path: Path, tool: Tool) -> None:
    facts = probe(clips.path(name), tool=tool, folder=tmp_path, max_seconds=600)
    target = join_stretches(clips.path(name), tmp_path / "edited.mp4", USED, facts=facts, tool=tool, report=silent)
    frame = 1 / rate_of(facts)
    assert flashes(target) == pytest.approx(EVENTS, abs=frame)
    assert beeps(target) == pytest.approx(EVENTS, abs=frame)
    assert beeps(target) == pytest.approx(flashes(target), abs=0.020)
    assert len(brightness(target)) * frame == pytest.approx(LENGTH, abs=3 * frame)
    assert len(loudness(target)) / SAMPLES == pytest.approx(LENGTH, abs=0.1)


@given(some.floats(0.1, 240), some.booleans())
def test_the_sound_divides_evenly_among_the_pictures(rate: float, variable: bool) -> None:
    facts = Facts(1, 60, has_sound=True, width=16, height=16, frames_per_second=rate, variable_rate=variable)
    assert SAMPLES % rate_of(facts) == 0
    assert variable or rate_of(facts) >= min(rate - 0.1, RATES[-1])


@pytest.mark.encodes
@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_renditions_are_made_of_what_is_used(clips: Clips, monkeypatch: Any) -> None:
    recording = add_recording(clips.path("slides.mp4"), title="Contrast", by=None)
    Recording.objects.update(stretches=[[0.0, 4.0], [8.0, 12.0]])
    process(recording)
    assert recording.state == "ready"
    assert recording.edited is not None
    assert recording.seconds == pytest.approx(8, abs=0.2)
    stills = recording.renditions.get(rung="slides").files.filter(role="still")
    assert [still.at_seconds for still in stills] == pytest.approx([0, 4], abs=0.5)
    assert stored_path(recording.original).read_bytes() == clips.path("slides.mp4").read_bytes()  # type: ignore[union-attr]
