"""Parts of a picture, laid end to end, are the picture of the whole; sound and picture meet at every border."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.content import Survey
from media_pipeline.pipeline.parts import can_be_cut, frames_of, lead_of, make_part, part_starts
from media_pipeline.pipeline.plan import Plan, make_plan
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.workshop import Workshop, silent
from tests.factories.media import Clips
from tests.factories.media import ffmpeg as clip
from tests.media.measuring import beeps, flashes, pictures

SECONDS = 64
# Two of them stand on a border, where a part begins with the very picture that flashes.
EVENTS = [3.0, 19.0, 21.0, 40.0, 42.0, 59.0, 60.0, 62.0]
PICTURE = recipes.Picture(lines=720, rate=8, crf=32)
PART = recipes.KEY_FRAME_SECONDS
CONSTANT = Facts(1, SECONDS, has_sound=True, width=160, height=90, frames_per_second=25)
# In the clip of changing rate a picture comes only when something changes.
GAPS = ((4.0, 19.0), (19.8, 21.0), (21.8, 40.0), (40.8, 42.0), (42.8, 59.0), (60.8, 62.0))
VARIABLE = Facts(1, SECONDS, has_sound=True, width=160, height=90, frames_per_second=8, gaps=GAPS)
SOURCES = [("flashes.mp4", CONSTANT), ("flashes.mkv", VARIABLE)]


@given(some.floats(0.1, 20_000), some.sampled_from((0, 20, 60, 120)), some.integers(1, 30))
def test_parts_hold_the_pictures_of_the_whole(seconds: float, part: int, rate: int) -> None:
    starts = part_starts(seconds, part)
    frames = [frames_of(seconds, part, position, rate) for position in range(len(starts))]
    assert all(count >= 1 for count in frames)
    assert sum(frames) == max(1, round(seconds * rate))
    assert [start * rate for start in starts] == [sum(frames[:position]) for position in range(len(starts))]
    assert all(start % recipes.KEY_FRAME_SECONDS == 0 for start in starts)
    assert len(starts) == 1 or seconds - starts[-1] >= recipes.KEY_FRAME_SECONDS


@given(some.lists(some.tuples(some.floats(0, 500), some.floats(1.01, 90))), some.integers(0, 30))
def test_the_reading_of_a_part_begins_before_the_picture_on_screen(
    spans: list[tuple[float, float]], number: int
) -> None:
    start = number * 20
    facts = Facts(1, 600, has_sound=False, gaps=tuple((begin, begin + length) for begin, length in spans))
    begins = start - lead_of(facts, start)
    assert 0 <= begins <= start
    assert all(begins < begin or begins == 0 for begin, end in facts.gaps if begin <= start <= end)


def joined(source: Path, facts: Facts, folder: Path, tool: Tool, recipe: dict[str, Any], part: int) -> Path:
    """The picture of a source, encoded in parts of ``part`` seconds and joined."""
    folder.mkdir()
    pieces = []
    for position in range(len(part_starts(facts.seconds, part))):
        target = folder / f"part-{position}.mp4"
        make_part(source, target, recipe, position, facts=facts, part_seconds=part, tool=tool, report=silent)
        frames = frames_of(facts.seconds, part, position, recipe["rate"])
        pieces.append(ffmpeg.Piece(target, frames / recipe["rate"]))
    ffmpeg.join(pieces, folder / "joined.mp4", tool=tool, options={"c": "copy"} | recipes.WHOLE)
    return folder / "joined.mp4"


@pytest.mark.encodes
@pytest.mark.parametrize(("name", "facts"), SOURCES)
@pytest.mark.parametrize("rate", [8, 15])
def test_every_picture_is_that_of_an_undivided_run(
    name: str, facts: Facts, rate: int, clips: Clips, tmp_path: Path, tool: Tool
) -> None:
    """Without loss, so that pictures can be compared bit by bit."""
    recipe = recipes.h264(facts, PICTURE) | {"rate": rate, "g": rate * 20, "keyint_min": rate * 20, "qp": 0}
    recipe = {name: value for name, value in recipe.items() if name not in ("crf", "profile:v", "maxrate", "bufsize")}
    recipe["preset"] = "ultrafast"
    source = clips.path(name)
    divided = joined(source, facts, tmp_path / "divided", tool, recipe, PART)
    undivided = joined(source, facts, tmp_path / "undivided", tool, recipe, 0)
    assert pictures(divided) == pictures(undivided)
    assert len(pictures(divided)) == SECONDS * rate


@pytest.mark.encodes
def test_a_part_made_again_has_the_same_bytes(clips: Clips, tmp_path: Path, tool: Tool) -> None:
    for recipe in (recipes.h264(CONSTANT, PICTURE), recipes.av1(CONSTANT, PICTURE), recipes.standard(CONSTANT)):
        one, two = (
            make_part(
                clips.path("flashes.mp4"),
                tmp_path / f"{number}.mp4",
                recipe,
                1,
                facts=CONSTANT,
                part_seconds=PART,
                tool=tool,
                report=silent,
            ).read_bytes()
            for number in range(2)
        )
        assert one == two


@pytest.mark.encodes
def test_a_restless_part_that_meets_the_cap_has_the_same_bytes_too(tmp_path: Path, tool: Tool) -> None:
    """Encoders that hold to a rate in several threads share out the bits as the machine has time."""
    source = tmp_path / "restless.mp4"
    moving = "testsrc2=size=1280x720:rate=8:duration=20"
    clip("-f", "lavfi", "-i", moving, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", source)
    facts = Facts(source.stat().st_size, 20, has_sound=False, width=1280, height=720, frames_per_second=8)
    recipe = recipes.h264(facts, PICTURE) | {"preset": "fast"}
    made = [
        make_part(
            source,
            tmp_path / f"{number}.mp4",
            recipe,
            0,
            facts=facts,
            part_seconds=PART,
            tool=tool,
            report=silent,
        ).read_bytes()
        for number in range(3)
    ]
    free = {name: value for name, value in recipe.items() if name not in ("maxrate", "bufsize")}
    uncapped = make_part(
        source, tmp_path / "free.mp4", free, 0, facts=facts, part_seconds=PART, tool=tool, report=silent
    )
    assert len(made[0]) < uncapped.stat().st_size
    assert len(set(made)) == 1


@pytest.mark.encodes
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("name", "facts"), SOURCES)
def test_flash_and_beep_come_together_near_every_border(
    name: str, facts: Facts, clips: Clips, tmp_path: Path, tool: Tool
) -> None:
    workshop = Workshop(clips.path(name), tmp_path, tool=tool, max_seconds=600, part_seconds=PART)
    plan: Plan = make_plan(facts, Survey("slides", (0.0,)), made_from="", part_seconds=PART)
    for rung in ("video", "standard"):
        for output in workshop.make(plan, plan.step(rung), silent).outputs:
            seen, heard = flashes(output.path), beeps(output.path)
            assert seen == pytest.approx(EVENTS, abs=0.001)
            assert heard == pytest.approx(seen, abs=0.020)


def test_only_containers_that_list_their_key_frames_are_cut(clips: Clips, tmp_path: Path) -> None:
    stream = tmp_path / "broadcast.ts"
    stream.write_bytes(b"G" * 188)
    assert [can_be_cut(clips.path(name)) for name, _ in SOURCES] == [True, True]
    assert not can_be_cut(stream)
