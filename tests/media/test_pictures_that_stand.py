"""A recording without a new picture for long shows the last one: so does all that is made of it."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from media_pipeline.ffmpeg import Tool, picture
from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.choices import fallback_steps
from media_pipeline.pipeline.edit import join_stretches
from media_pipeline.pipeline.parts import make_part
from media_pipeline.pipeline.probe import Facts, probe
from media_pipeline.pipeline.stills import take_still
from media_pipeline.pipeline.survey import survey
from media_pipeline.pipeline.tuning import Samples
from tests.factories.media import ffmpeg

pytestmark = pytest.mark.encodes
RED, BLUE = "red", "blue"


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pictures in twenty seconds, as screen recorders write what does not move."""
    made = tmp_path_factory.mktemp("standing") / "standing.mkv"
    colours = [part for colour in (RED, BLUE) for part in ("-f", "lavfi", "-i", f"color={colour}:s=320x180:r=10:d=10")]
    silence = ("-f", "lavfi", "-t", "20", "-i", "anullsrc=r=16000:cl=mono")
    first_of_each = "[0][1]concat=n=2,select=eq(n\\,0)+eq(n\\,100)"
    written = ("-fps_mode", "passthrough", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "flac")
    ffmpeg(*colours, *silence, "-filter_complex", first_of_each, *written, made)
    return made


@pytest.mark.parametrize(("moment", "colour"), [(0, RED), (0.5, RED), (6.3, RED), (9.9, RED), (10.1, BLUE), (16, BLUE)])
def test_a_still_is_what_was_on_screen(recording: Path, tool: Tool, tmp_path: Path, moment: float, colour: str) -> None:
    facts = probe(recording, tool=tool, folder=tmp_path, max_seconds=60)
    red, _, blue = take_still(recording, facts, moment, tool=tool, folder=tmp_path).getpixel((160, 90))
    assert (RED if red > blue else BLUE) == colour


@pytest.fixture(scope="module")
def speaking_on(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Red; blue from 10 s in one short picture, the last, while the sound goes on to 30 s."""
    made = tmp_path_factory.mktemp("speaking") / "speaking-on.mkv"
    two = "color=red:s=320x180:r=25:d=10[a];color=blue:s=320x180:r=25:d=1[b];[a][b]concat=n=2"
    few = f"{two},select=not(mod(n\\,5))*lt(n\\,250)+eq(n\\,250)[v]"
    sound = ("-f", "lavfi", "-i", "sine=frequency=220:duration=30")
    written = ("-fps_mode", "vfr", "-c:v", "libx264", "-bf", "0", "-pix_fmt", "yuv420p", "-c:a", "flac")
    ffmpeg(*sound, "-filter_complex", few, "-map", "[v]", "-map", "0:a", *written, made)
    return made


def colour_at(path: Path, seconds: float, tool: Tool, folder: Path) -> str:
    png = picture(path, at_seconds=seconds, lead=30, filters="null", tool=tool, folder=folder)
    red, _, blue = Image.open(io.BytesIO(png)).convert("RGB").getpixel((160, 90))
    return RED if red > blue else BLUE


def facts_of(path: Path, tool: Tool, folder: Path) -> Facts:
    return probe(path, tool=tool, folder=folder, max_seconds=60)


def test_a_short_last_picture_is_a_slide_of_its_own(speaking_on: Path, tool: Tool, tmp_path: Path) -> None:
    seen = survey(speaking_on, facts_of(speaking_on, tool, tmp_path), tool=tool, folder=tmp_path)
    assert seen.starts == (0.0, 10.0)


def test_a_video_holds_it_to_the_end(speaking_on: Path, tool: Tool, tmp_path: Path) -> None:
    facts = facts_of(speaking_on, tool, tmp_path)
    recipe = recipes.h264(facts, fallback_steps(facts, "slides")[0]) | {"preset": "ultrafast"}
    part = tmp_path / "part.mp4"
    make_part(speaking_on, part, recipe, 0, facts=facts, part_seconds=120, tool=tool, report=lambda _share: None)
    assert [colour_at(part, at, tool, tmp_path) for at in (9, 12, 29)] == [RED, BLUE, BLUE]


@pytest.mark.parametrize("stretches", [[[15.0, 20.0]], [[0.0, 5.0], [15.0, 20.0]]])
def test_a_stretch_beyond_it_shows_it(
    speaking_on: Path, tool: Tool, tmp_path: Path, stretches: list[list[float]]
) -> None:
    facts, joined = facts_of(speaking_on, tool, tmp_path), tmp_path / "joined.mp4"
    join_stretches(speaking_on, joined, stretches, facts=facts, tool=tool, report=lambda _share: None)
    assert facts_of(joined, tool, tmp_path).has_picture
    assert colour_at(joined, 5 * len(stretches) - 1, tool, tmp_path) == BLUE


class ReaderOfColours:
    """Reads the colour of a picture as many words."""

    name = "colours 1"
    languages_available = frozenset({"en"})

    def read(self, image: Image.Image, languages: Sequence[str]) -> str:
        red, _, blue = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
        return " ".join(f"{RED if red > blue else BLUE}{letter}" for letter in "abcdefghij")


def test_a_trial_is_read_against_the_picture_of_the_same_moment(recording: Path, tool: Tool, tmp_path: Path) -> None:
    facts = facts_of(recording, tool, tmp_path)
    seen = Samples(recording, facts, [9.0], ReaderOfColours(), tool=tool, folder=tmp_path)
    assert seen.share(recipes.h264(facts, fallback_steps(facts, "slides")[0]) | {"preset": "ultrafast"}) == 1.0
