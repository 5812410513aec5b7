"""Which renditions are made, with which options, and which are kept: pure rules."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.content import Survey
from media_pipeline.pipeline.plan import make_plan
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.settle import RUNGS, settle

FACTS = Facts(bytes=10_000_000, seconds=240, has_sound=True, width=1280, height=720, frames_per_second=25)
SILENT = Facts(bytes=10_000_000, seconds=240, has_sound=False, width=1280, height=720, frames_per_second=25)


def rungs(facts: Facts, survey: Survey) -> list[str]:
    return [step.rung for step in make_plan(facts, survey, made_from="tools").steps]


@pytest.mark.parametrize(
    ("facts", "survey", "expected"),
    [
        (FACTS, Survey("slides", (0.0,)), ["slides", "audio", "video", "standard"]),
        (FACTS, Survey("screen", (0.0,)), ["audio", "video", "slides", "standard"]),
        (FACTS, Survey("screen"), ["audio", "video", "standard"]),
        (FACTS, Survey("camera"), ["audio", "video", "standard"]),
        (SILENT, Survey("slides", (0.0,)), ["slides", "video", "standard"]),
        (Facts(1000, 240, has_sound=True), Survey("audio"), ["audio"]),
    ],
)
def test_order(facts: Facts, survey: Survey, expected: list[str]) -> None:
    assert rungs(facts, survey) == expected


def test_the_hash_names_options_tools_and_source() -> None:
    survey = Survey("slides", (0.0,))
    one, same, other = (make_plan(FACTS, survey, made_from=name).steps for name in ("a", "a", "b"))
    assert [step.hash for step in one] == [step.hash for step in same]
    assert not {step.hash for step in one} & {step.hash for step in other}


@given(
    some.dictionaries(some.sampled_from(RUNGS), some.integers(1, 1000), min_size=1),
    some.integers(1, 1000),
    some.sampled_from(("slides", "screen", "camera", "audio")),
)
def test_what_is_kept_costs_less_than_what_shows_more(labels: dict[str, int], source: int, content_class: str) -> None:
    left_out = {each.rung for each in settle(labels, source_bytes=source, content_class=content_class)} & set(labels)
    kept = [labels[rung] for rung in RUNGS if rung in labels and rung not in left_out]
    assert kept, "something is always kept"
    assert all(small < large for small, large in pairwise(kept))
    assert len(kept) == 1 or kept[-1] < source


def test_slides_of_a_restless_screen_must_be_worth_it() -> None:
    labels = {"audio": 50, "slides": 85, "video": 100}
    assert [each.rung for each in settle(labels, source_bytes=1000, content_class="screen")] == ["slides"]
    assert settle(labels, source_bytes=1000, content_class="slides") == []


def test_a_picture_that_never_rests_is_said_to_have_no_slides() -> None:
    told = settle({"audio": 50, "video": 100}, source_bytes=1000, content_class="camera")
    assert [(each.rung, each.instead) for each in told] == [("slides", "movement")]
    assert settle({"audio": 50}, source_bytes=1000, content_class="audio") == []


@given(some.integers(2, 8000), some.integers(2, 8000), some.sampled_from((360, 480, 720)))
def test_a_picture_fits_and_keeps_its_shape(width: int, height: int, short: int) -> None:
    fitted = recipes.fit(width, height, short)
    assert all(side % 2 == 0 and side >= 2 for side in fitted)
    assert min(fitted) <= short + 1
    assert fitted[0] <= width + 1
    assert fitted[1] <= height + 1


def test_the_fallback_never_asks_for_more_than_the_source_has() -> None:
    slow = Facts(bytes=1_000_000, seconds=600, has_sound=True, width=1280, height=720, frames_per_second=4)
    assert recipes.h264(slow, "screen")["maxrate"] <= slow.bytes * 8 / slow.seconds * 2
    assert recipes.frame_rate(slow, 8) == 4
