"""A worker that meets what means harm says so on the recording and goes on to the next."""

from pathlib import Path

import pytest

from media_pipeline.actions.add_recording import add_recording
from tests.factories.media import Clips, process
from tests.media.hostile.lists import LISTS

pytestmark = [pytest.mark.encodes, pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def test_each_ends_in_a_sentence_and_the_next_is_made(clips: Clips, tmp_path: Path) -> None:
    lecture = clips.path("sound.m4a").read_bytes()
    files = {
        "list.mp4": LISTS["hls"].format("/etc/passwd").encode(),
        "half.mp4": clips.path("slides.mp4").read_bytes()[:100_000],
        "noise.mp4": bytes((place * 7919 >> 5) & 255 for place in range(5_000)),
        "good.m4a": lecture,
    }
    ends = {}
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        recording = process(add_recording(path, title=name, by=None))
        ends[name] = (recording.state, recording.failure.partition(".")[0])
    assert ends == {
        "list.mp4": ("failed", "This is a playlist (HLS), a list of other files, not a recording"),
        "half.mp4": ("failed", ends["half.mp4"][1]),
        "noise.mp4": ("failed", "This file is not a recording, or it is damaged"),
        "good.m4a": ("ready", ""),
    }
    assert ends["half.mp4"][1].startswith("Part of this file is missing: only ")
