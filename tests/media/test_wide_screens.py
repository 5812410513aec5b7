"""Two screens side by side are recorded as one very wide picture: it fits into the encoder's memory like any other."""

from pathlib import Path

import pytest

from media_pipeline.conf import tool
from media_pipeline.ffmpeg import make
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.recipes import AV1_LOOKS_AHEAD_PIXELS, Picture, av1, fit
from tests.factories.media import ffmpeg

pytestmark = pytest.mark.encodes
WIDE = (5120, 1440)
SECONDS, RATE = 20, 4


def test_a_very_wide_screen_is_encoded_within_the_memory_of_this_site(tmp_path: Path) -> None:
    source = tmp_path / "wide.mp4"
    drawn = f"testsrc2=size={WIDE[0]}x{WIDE[1]}:rate={RATE}:duration={SECONDS}"
    ffmpeg("-f", "lavfi", "-i", drawn, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", source)
    size = source.stat().st_size
    facts = Facts(size, SECONDS, has_sound=False, width=WIDE[0], height=WIDE[1], frames_per_second=RATE)
    width, height = fit(*WIDE, 720)
    assert width * height > AV1_LOOKS_AHEAD_PIXELS
    options = dict(av1(facts, Picture(720, RATE, 57)))
    options |= {"frames:v": SECONDS * options.pop("rate"), "an": None, "format": "mp4"}
    target = tmp_path / "small.mp4"
    make(source, target, streams=("V:0",), options=options, tool=tool(), start=0)
    assert target.stat().st_size > 0
