"""What a recording holds is learnt from its packets and one decoded frame."""

from pathlib import Path

import pytest

from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline.probe import Facts, probe
from tests.factories.media import Clips, ffmpeg


def facts(path: Path, tool: Tool, folder: Path) -> Facts:
    return probe(path, tool=tool, folder=folder, max_seconds=3600)


def test_slides_with_voice(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    found = facts(clips.path("slides.mp4"), tool, tmp_path)
    assert (found.width, found.height, found.has_sound) == (640, 360, True)
    assert found.seconds == pytest.approx(16, abs=0.2)
    assert found.frames_per_second == pytest.approx(25, abs=0.5)


def test_no_sound(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    assert not facts(clips.path("silent.mp4"), tool, tmp_path).has_sound


@pytest.mark.parametrize("name", ["sound.m4a", "cover.m4a"])
def test_sound_alone_even_with_a_cover(name: str, clips: Clips, tool: Tool, tmp_path: Path) -> None:
    found = facts(clips.path(name), tool, tmp_path)
    assert found.has_sound
    assert not found.has_picture


def test_a_phone_held_upright_is_upright(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    found = facts(clips.path("phone.mp4"), tool, tmp_path)
    assert (found.width, found.height) == (360, 640)


def test_stretched_pixels_are_made_square(tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "stretched.mkv"
    ffmpeg("-f", "lavfi", "-i", "testsrc=size=360x288:duration=2,setsar=16/9", "-c:v", "libx264", path)
    found = facts(path, tool, tmp_path)
    assert (found.width, found.height) == (640, 288)


def test_nothing_is_left_in_the_folder(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    facts(clips.path("slides.mp4"), tool, folder)
    assert list(folder.iterdir()) == []


def test_a_screen_drawn_only_when_it_changes_has_a_variable_rate_and_gaps(tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "screen.mkv"
    moments = "select='lt(mod(t,4),1)'"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=10:duration=12", "-vf", moments, "-fps_mode", "vfr", path)
    found = facts(path, tool, tmp_path)
    assert found.gaps == ((0.9, 4.0), (4.9, 8.0))
    assert found.variable_rate


def test_a_camera_has_an_even_rate_and_no_gaps(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    found = facts(clips.path("phone.mp4"), tool, tmp_path)
    assert (found.variable_rate, found.gaps) == (False, ())
