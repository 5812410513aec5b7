"""A recording without a new picture for long shows the last one: so do its stills."""

from pathlib import Path

import pytest

from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline.probe import probe
from media_pipeline.pipeline.stills import take_still
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
