"""Slides and voice as one file that a phone's own player knows."""

import shutil
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline.keep import make_keep
from media_pipeline.pipeline.outputs import Output, label_bytes
from media_pipeline.pipeline.probe import Facts, probe
from media_pipeline.pipeline.recipes import KEEP
from tests.factories.media import WORDS, Clips, slide
from tests.media.test_ffmpeg_process import wait_for

pytestmark = [pytest.mark.encodes, pytest.mark.usefixtures("quick")]
STARTS = (0.0, 3.5, 8.0, 12.0)
FACTS = Facts(bytes=1, seconds=16.0, has_sound=True, width=640, height=360, frames_per_second=25)


@pytest.fixture
def kept(clips: Clips, tool: Tool, tmp_path: Path) -> Output:
    """Four slides over sixteen seconds of sound."""
    pictures = [tmp_path / f"slide-{number}.png" for number in range(4)]
    for number, path in enumerate(pictures):
        slide(number, WORDS[number]).save(path)
    sound = tmp_path / "voice.m4a"
    shutil.copyfile(clips.path("sound.m4a"), sound)
    return make_keep(pictures, STARTS, FACTS, KEEP, sound=sound, tool=tool, folder=tmp_path)


def test_it_is_as_long_as_the_lecture_and_every_slide_is_a_chapter(kept: Output, tool: Tool, tmp_path: Path) -> None:
    facts = probe(kept.path, tool=tool, folder=tmp_path, max_seconds=60)
    assert facts.seconds == pytest.approx(16, abs=0.3)
    assert (facts.width, facts.height, facts.has_sound) == (640, 360, True)
    data = kept.path.read_bytes()
    assert all(f"Slide {number}".encode() in data for number in range(1, 5))
    assert data.index(b"moov") < data.index(b"mdat")


def test_it_is_h264_with_aac_and_no_part_of_a_label(kept: Output) -> None:
    assert kept.codecs.startswith("avc1.")
    assert kept.codecs.endswith(", mp4a.40.2")
    assert label_bytes([(kept.role, 0, kept.bytes), ("audio", 0, 100)]) == 600


def test_without_sound_it_is_the_slides_alone(tool: Tool, tmp_path: Path) -> None:
    picture = tmp_path / "slide-0.png"
    slide(0, WORDS[0]).save(picture)
    made = make_keep([picture], [0.0], FACTS, KEEP, sound=None, tool=tool, folder=tmp_path)
    facts = probe(made.path, tool=tool, folder=tmp_path, max_seconds=60)
    pictures = round(facts.frames_per_second * facts.seconds)
    assert (facts.has_sound, pictures) == (False, 16 * KEEP["rate"])


@pytest.mark.browser
def test_a_browser_plays_it_and_shows_each_slide_in_its_time(kept: Output, phone: Any) -> None:
    page = phone.new_page()
    page.set_content(f"<video src='data:video/mp4;base64,{b64encode(kept.path.read_bytes()).decode()}'></video>")
    video = "document.querySelector('video')"
    assert wait_for(lambda: page.evaluate(f"{video} && {video}.readyState > 1"), 30)
    assert page.evaluate(f"{video}.duration") == pytest.approx(16, abs=0.3)
    shade = f"""async at => {{
        const video = {video}, canvas = document.createElement('canvas');
        video.currentTime = at;
        await new Promise(done => video.addEventListener('seeked', done, {{once: true}}));
        canvas.width = canvas.height = 8;
        canvas.getContext('2d').drawImage(video, 0, 350, 8, 8, 0, 0, 8, 8);
        return canvas.getContext('2d').getImageData(4, 4, 1, 1).data[2];
    }}"""
    seen = [page.evaluate(shade, at) for at in (2, 6, 10, 14)]
    assert seen == pytest.approx([245, 250, 230, 238], abs=4)
