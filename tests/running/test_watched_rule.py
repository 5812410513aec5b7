"""Watched time as a rule: a union held against one tick a second, and a clock nobody outruns."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.running.watching.rule import (
    GREATEST_SPEED,
    ONE_SENDING,
    PACE,
    Clock,
    Watched,
    gone_on,
    heard,
    seconds_asked,
    seconds_missing,
)
from courses.running.watching.stretches import beyond, length, parted, united, within
from media_pipeline.player import SPEEDS

LONG = 300
NOON = datetime(2026, 11, 2, 7, tzinfo=UTC)
stretch = st.tuples(st.integers(0, LONG), st.integers(0, LONG))
many = st.lists(stretch, max_size=12)


def ticks(stretches: object) -> list[bool]:
    """The oracle: a box for each second, ticked when it lies in one of the stretches."""
    boxes = [False] * LONG
    for start, end in stretches:  # type: ignore[attr-defined]
        for second in range(start, end):
            boxes[second] = True
    return boxes


@given(many)
def test_a_union_holds_each_second_once_in_order(stretches: list[tuple[int, int]]) -> None:
    found = united(stretches)
    assert ticks(found) == ticks(stretches)
    assert length(found) == sum(ticks(stretches))
    assert all(before[1] < after[0] for before, after in pairwise(found))
    assert united(found) == found


@given(many, many)
def test_what_is_new_is_what_was_not_there(said: list[tuple[int, int]], known: list[tuple[int, int]]) -> None:
    new = beyond(united(said), united(known))
    assert ticks(new) == [a and not b for a, b in zip(ticks(said), ticks(known), strict=True)]


@given(many, st.integers(0, LONG))
def test_parting_takes_the_earliest_seconds_and_loses_none(stretches: list[tuple[int, int]], seconds: int) -> None:
    first, rest = parted(united(stretches), seconds)
    assert length(first) == min(seconds, length(united(stretches)))
    assert united((*first, *rest)) == united(stretches)
    assert not first or not rest or first[-1][1] <= rest[0][0]


@given(many, st.integers(0, LONG))
def test_nothing_lies_beyond_the_end_of_a_lecture(stretches: list[tuple[int, int]], seconds: int) -> None:
    assert ticks(within(stretches, seconds)) == [box and at < seconds for at, box in enumerate(ticks(stretches))]


# Each event comes so many seconds after the one before.
arrivals = st.lists(st.tuples(st.integers(0, 400), many), max_size=12)


@given(arrivals)
@settings(max_examples=300)
def test_no_sending_brings_more_than_could_be_played_since_the_one_before(
    events: list[tuple[int, list[tuple[int, int]]]],
) -> None:
    clock, watched, at = Clock(NOON), Watched(), NOON
    before, had = NOON, 0
    for later, said in events:
        if timedelta(seconds=later) > ONE_SENDING:
            before, had = at, watched.seconds
        at += timedelta(seconds=later)
        watched, clock = heard(watched, tuple(said), gone_on(clock, at))
        assert watched.seconds - had <= PACE * (at - before).total_seconds()


@given(arrivals)
def test_what_counts_and_what_waits_are_all_that_was_told_of(events: list[tuple[int, list[tuple[int, int]]]]) -> None:
    clock, watched, at = Clock(NOON), Watched(), NOON
    told: list[tuple[int, int]] = []
    for later, said in events:
        at += timedelta(seconds=later)
        before = ticks(watched.counted)
        watched, clock = heard(watched, tuple(said), gone_on(clock, at))
        told += said
        both = zip(ticks(watched.counted), ticks(watched.waiting), strict=True)
        assert [a or b for a, b in both] == ticks(told)
        assert not beyond(watched.counted, united(told))
        assert all(now for was, now in zip(before, ticks(watched.counted), strict=True) if was), "it only ever adds"


def played(at: datetime, said: tuple[tuple[int, int], ...], watched: Watched, clock: Clock) -> tuple[Watched, Clock]:
    return heard(watched, said, gone_on(clock, at))


def test_at_the_greatest_speed_of_the_player_every_second_counts() -> None:
    assert float(SPEEDS[-1]) == GREATEST_SPEED
    watched, clock = Watched(), Clock(NOON)
    for minute in range(1, 31):
        said = ((120 * (minute - 1), 120 * minute),)
        watched, clock = played(NOON + timedelta(minutes=minute), said, watched, clock)
    assert (watched.seconds, watched.waiting) == (3600, ())


def test_a_jump_to_the_end_adds_what_was_played_there_and_no_more() -> None:
    watched, _clock = played(NOON + timedelta(minutes=1), ((0, 20), (3590, 3600)), Watched(), Clock(NOON))
    assert watched.counted == ((0, 20), (3590, 3600))


def test_an_hour_told_of_after_a_minute_counts_as_far_as_the_minute_goes() -> None:
    watched, clock = played(NOON + timedelta(minutes=1), ((0, 3600),), Watched(), Clock(NOON))
    assert watched.counted == ((0, 132),)
    watched, clock = played(NOON + timedelta(minutes=2), (), watched, clock)
    assert watched.counted == ((0, 264),)
    watched, _clock = played(NOON + timedelta(minutes=40), (), watched, clock)
    assert (watched.counted, watched.waiting) == (((0, 3600),), ())


def test_time_in_which_nobody_played_is_worth_nothing_once_the_phone_is_heard_again() -> None:
    week = NOON + timedelta(days=7)
    watched, clock = played(week, ((0, 60),), Watched(), Clock(NOON))
    watched, clock = played(week + timedelta(minutes=1), ((60, 3600),), watched, clock)
    assert watched.counted == ((0, 192),)


def test_a_day_without_a_link_comes_in_whole_by_as_many_events_as_it_takes() -> None:
    evening = NOON + timedelta(hours=5)
    watched, clock = Watched(), Clock(NOON)
    for minute in range(300):
        at = evening + timedelta(milliseconds=50 * minute)
        watched, clock = played(at, ((60 * minute, 60 * minute + 60),), watched, clock)
    assert (watched.seconds, watched.waiting) == (18_000, ())


def test_a_server_clock_set_back_takes_nothing_and_gives_nothing() -> None:
    clock = gone_on(Clock(NOON, 10.0), NOON - timedelta(hours=1))
    assert clock == Clock(NOON, 10.0)
    assert gone_on(Clock(NOON, 10.0), NOON + ONE_SENDING + timedelta(seconds=1)).spare == PACE * 46


@given(st.floats(0, 10_000), st.integers(1, 100), st.integers(0, 10_000))
def test_enough_is_enough(lecture: float, percent: int, watched: int) -> None:
    asked = seconds_asked(lecture, percent)
    assert asked * 100 >= int(lecture) * percent > (asked - 1) * 100
    assert seconds_missing(watched, lecture, percent) == max(asked - watched, 0)
    assert seconds_missing(int(lecture), lecture, percent) == 0
