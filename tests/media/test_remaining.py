"""The remaining time is honest: it comes from what finished steps really took."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from media_pipeline.remaining import percent_done, seconds_left

COSTS = some.lists(some.floats(0.1, 1000), min_size=1, max_size=30)


def asked(costs: list[float], speed: float, now: float) -> float | None:
    """What is told at ``now`` when one worker takes the steps in order and ``speed`` of cost a second."""
    finished, end = [], 0.0
    for cost in costs:
        end += cost / speed
        if end <= now:
            finished.append((cost, end))
    return seconds_left(finished, left=sum(costs[len(finished) :]), now=now)


@given(COSTS, some.floats(0.01, 100), some.lists(some.floats(0, 1), min_size=2, max_size=20))
def test_at_constant_speed_it_only_shrinks_and_is_true(costs: list[float], speed: float, shares: list[float]) -> None:
    whole = sum(costs) / speed
    moments = sorted(share * whole for share in shares)
    told = [(moment, asked(costs, speed, moment)) for moment in moments]
    known = [(moment, seconds) for moment, seconds in told if seconds is not None]
    assert all(seconds == pytest.approx(whole - moment, abs=whole * 1e-6) for moment, seconds in known)
    assert all(later <= earlier + whole * 1e-6 for (_, earlier), (_, later) in pairwise(known))


@given(some.lists(some.tuples(some.floats(0, 100), some.floats(0, 100))), some.floats(0, 1000), some.floats(0, 1000))
def test_it_is_never_negative(finished: list[tuple[float, float]], left: float, now: float) -> None:
    seconds = seconds_left(finished, left=left, now=now)
    assert seconds is None or seconds >= 0


def test_it_says_nothing_before_a_step_is_finished() -> None:
    assert seconds_left([], left=100, now=50) is None


def test_it_waits_at_nothing_when_a_step_takes_longer_than_the_others() -> None:
    assert seconds_left([(10, 10)], left=10, now=500) == 0


@given(some.lists(some.tuples(some.floats(0, 1000), some.floats(0, 1))))
def test_percent_counts_cost_not_steps(steps: list[tuple[float, float]]) -> None:
    assert 0 <= percent_done(steps) <= 99


def test_a_long_step_half_done_weighs_more_than_a_short_one_done() -> None:
    assert percent_done([(90, 0.5), (10, 1), (100, 0)]) == 27
