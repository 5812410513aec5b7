"""What is wrong with a sound track is known before a voice is made of it, and mended."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from media_pipeline import ffmpeg as site
from media_pipeline.errors import Refusal
from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.content import Survey
from media_pipeline.pipeline.facts import Facts
from media_pipeline.pipeline.hearing import judge
from media_pipeline.pipeline.plan import make_plan
from media_pipeline.pipeline.probe import probe
from media_pipeline.pipeline.sound import repaired, repairs
from media_pipeline.remarks import remarks
from tests.factories.media import Clips, ffmpeg

VOICE = "sine=frequency=300:duration=8,tremolo=f=3:d=0.8"
AAC = ("-c:a", "aac", "-b:a", "96k")


def facts(path: Path, tool: Tool, folder: Path) -> Facts:
    return probe(path, tool=tool, folder=folder, max_seconds=3600)


def sound(path: Path, filters: str) -> Path:
    """A sound file of a tone that swells like a voice, after ``filters``."""
    ffmpeg("-f", "lavfi", "-i", VOICE, "-af", filters, *AAC, path)
    return path


def test_loudness_and_channels(tool: Tool, tmp_path: Path) -> None:
    loud = facts(sound(tmp_path / "loud.m4a", "volume=6dB"), tool, tmp_path)
    quiet = facts(sound(tmp_path / "quiet.m4a", "volume=-30dB,pan=stereo|c0=c0|c1=c0"), tool, tmp_path)
    assert (loud.channels, quiet.channels) == (1, 2)
    assert loud.loudness is not None
    assert quiet.loudness is not None
    assert loud.loudness - quiet.loudness == pytest.approx(33, abs=1)
    assert (loud.one_channel, quiet.one_channel) == (None, None)


def test_two_channels_that_cancel_each_other_become_one(tool: Tool, tmp_path: Path) -> None:
    path = sound(tmp_path / "wired-wrong.m4a", "pan=stereo|c0=0.8*c0|c1=-1*c0")
    found = facts(path, tool, tmp_path)
    assert found.one_channel == 1
    target = tmp_path / "voice.m4a"
    options = repaired(recipes.aac(), found) | {"format": "mp4"}
    site.make(path, target, streams=("a:0",), options=options, tool=tool)
    assert facts(target, tool, tmp_path).loudness == pytest.approx(-18, abs=2)


def test_two_strangers_on_two_channels_stay_two(tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "interview.m4a"
    other = ("-f", "lavfi", "-i", "sine=frequency=470:duration=8")
    ffmpeg("-f", "lavfi", "-i", VOICE, *other, "-filter_complex", "amerge=inputs=2", *AAC, path)
    assert facts(path, tool, tmp_path).one_channel is None


def test_a_microphone_that_was_off(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "off.mp4"
    nothing = ("-f", "lavfi", "-i", "anullsrc=channel_layout=stereo")
    ffmpeg("-i", clips.path("silent.mp4"), *nothing, "-c:v", "copy", *AAC, "-t", "16", path)
    found = facts(path, tool, tmp_path)
    assert (found.silent, found.has_sound, found.loudness, found.channels) == (True, False, None, 2)
    ffmpeg("-i", path, "-vn", "-c", "copy", tmp_path / "off.m4a")
    with pytest.raises(Refusal) as caught:
        facts(tmp_path / "off.m4a", tool, tmp_path)
    assert caught.value.code == "only-silence"


def test_a_sound_too_short_to_measure_is_not_silence() -> None:
    printed = b"".join(b"lavfi.astats.%d.RMS_level=-20.5\n" % number for number in (1, 2, 3))
    assert judge([printed]) is not None
    assert judge([printed]).silent is False  # type: ignore[union-attr]
    assert judge([b"lavfi.r128.I=-70.000\n"]) is None


def test_a_sound_that_begins_late_and_ends_early_is_filled(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "late.mkv"
    voice = ("-itsoffset", "3", "-f", "lavfi", "-i", VOICE)
    ffmpeg("-i", clips.path("silent.mp4"), *voice, "-c:v", "copy", *AAC, path)
    found = facts(path, tool, tmp_path)
    assert found.sound_start == pytest.approx(3, abs=0.1)
    assert found.sound_end == pytest.approx(11, abs=0.1)
    assert (found.picture_start, found.picture_end) == pytest.approx((0, 16), abs=0.1)
    target = tmp_path / "voice.m4a"
    options = repaired(recipes.aac(), found) | {"format": "mp4"}
    site.make(path, target, streams=("a:0",), options=options, tool=tool)
    assert facts(target, tool, tmp_path).seconds == pytest.approx(found.seconds, abs=0.2)


def test_a_sound_without_a_fault_needs_no_repair(clips: Clips, tool: Tool, tmp_path: Path) -> None:
    assert repairs(facts(clips.path("slides.mp4"), tool, tmp_path)) == ""


def test_the_plan_mends_every_voice_it_makes() -> None:
    wrong = Facts(bytes=1, seconds=60.0, has_sound=True, channels=2, one_channel=1, sound_end=60.0)
    plan = json.dumps(asdict(make_plan(wrong, Survey("audio"), made_from="")))
    assert plan.count("loudnorm") == plan.count("pan=mono|c0=c1,highpass") > 0


def test_the_trainer_hears_of_a_fault() -> None:
    good = Facts(bytes=1, seconds=60.0, has_sound=True, channels=2, loudness=-24.0)
    assert remarks(good) == []
    faults = (replace(good, silent=True, loudness=None), replace(good, one_channel=0), replace(good, loudness=-55.0))
    told = [remarks(each) for each in faults]
    assert [len(each) for each in told] == [1, 1, 1]
    assert "microphone is on" in told[0][0]
    assert "cancel" in told[1][0]
    assert "quiet" in told[2][0]
