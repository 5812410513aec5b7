"""Which renditions are made, with which options, and which are kept: pure rules."""

import json
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.content import Survey
from media_pipeline.pipeline.plan import Plan, make_plan, read_plan
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.schedule import all_tasks, due, priority
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
    assert recipes.h264(slow, recipes.Picture(720, 4, 32))["maxrate"] <= slow.bytes * 8 / slow.seconds * 2
    assert recipes.frame_rate(slow, 8) == 4


PLANS = [
    make_plan(FACTS, Survey("slides", (0.0, 20.5)), made_from="tools, source", part_seconds=60),
    make_plan(SILENT, Survey("camera"), made_from="tools, source", part_seconds=0),
    make_plan(Facts(1000, 240, has_sound=True, gaps=((1.0, 3.0),)), Survey("audio"), made_from="x", part_seconds=60),
]


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_is_plain_data_and_comes_back_the_same(plan: Plan) -> None:
    assert read_plan(json.loads(json.dumps(plan.as_json()))) == plan


def test_what_is_no_plan_of_ours_is_none() -> None:
    assert read_plan({}) is None
    assert read_plan(PLANS[0].as_json() | {"format": 0}) is None


def test_two_renditions_share_a_sound() -> None:
    plan = PLANS[0]
    assert plan.step("audio").sounds == plan.step("slides").sounds
    assert plan.step("video").sounds["video"] == plan.step("audio").sounds["audio"]
    assert len(plan.sounds()) == 3
    assert [piece.count for piece in plan.pictures().values()] == [4, 4, 4]


def done_in(plan: Plan, chance: random.Random) -> list[str]:
    """The kinds of the jobs that were done when each time any job that can run is run, until none is left."""
    pieces: set[tuple[str, int]] = set()
    renditions: set[str] = set()
    kinds: list[str] = []
    while tasks := due(plan, pieces=pieces, renditions=renditions):
        task = chance.choice(tasks)
        kinds.append(task.kind)
        if task.kind == "media.voice":
            pieces |= {(name, 0) for name in plan.sounds()}
        elif task.kind == "media.part":
            pieces.add((task.told["piece"], task.told["position"]))
        else:
            step = plan.step(task.told["rung"])
            assert pieces.issuperset(step.places()), "nothing is put together before its pieces are there"
            renditions.add(step.hash)
    assert renditions == {step.hash for step in plan.steps}
    return kinds


@given(some.sampled_from(PLANS), some.randoms(use_true_random=False))
def test_jobs_done_in_any_order_end_in_every_rendition_and_each_is_done_once(plan: Plan, chance: random.Random) -> None:
    assert sorted(done_in(plan, chance)) == sorted(task.kind for task in all_tasks(plan))


@given(some.floats(1, 20_000), some.floats(1, 20_000))
def test_a_job_of_a_short_recording_goes_before_any_of_one_twice_as_long(one: float, other: float) -> None:
    kinds = ("media.plan", "media.voice", "media.stills", "media.join", "media.part")
    short, long = min(one, other), max(one, other)
    assert all(-100 <= priority(kind, one) <= 100 for kind in kinds)
    if long >= 2 * short and short >= 30:
        assert min(priority(kind, short) for kind in kinds) > max(priority(kind, long) for kind in kinds)
