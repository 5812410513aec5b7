"""Lengths, rates and holes are read from the list of packets, whatever order they are stored in."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.pipeline.packets import Packets, Track, channels_of, lines


def listed(times: Sequence[float], *, tick: int = 1000, step: int = 40, sound_until: float = 0.0) -> Packets:
    """A picture with packets at ``times`` in the order given, and perhaps a sound."""
    packets = Packets()
    for name, value in (("tb", f"1/{tick}"), ("media_type", "video"), ("dimensions", "640x360"), ("sar", "1/1")):
        packets.take(f"#{name} 0: {value}")
    for name, value in (("tb", "1/1000"), ("media_type", "audio"), ("channel_layout_name", "stereo")):
        packets.take(f"#{name} 1: {value}")
    for time in times:
        packets.take(f"0, {round(time * tick):10}, {round(time * tick):10}, {step:8}, 99, 7bc29e7d")
    if sound_until:
        packets.take(f"1, 0, 0, {round(sound_until * 1000)}, 9, 7bc29e7d")
    packets.close()
    return packets


def picture(packets: Packets) -> Track:
    """The picture track."""
    track = packets.first("video")
    assert track is not None
    return track


STEPS = st.lists(st.floats(0.04, 3.0), min_size=1, max_size=60)


@given(STEPS, st.randoms())
def test_gaps_are_the_steps_of_more_than_a_second(steps: list[float], chance: Random) -> None:
    """Pictures come stored out of order, within the reach of a codec."""
    times = [0.0]
    for step in steps:
        times.append(round(times[-1] + step, 3))
    expected = [(a, b) for a, b in pairwise(times) if round(b - a, 3) > 1.0]
    shuffled: list[float] = []
    for at in range(0, len(times), 8):
        group = times[at : at + 8]
        chance.shuffle(group)
        shuffled += group
    assert picture(listed(shuffled)).gaps == expected


def test_a_late_first_picture_and_a_still_end_are_gaps() -> None:
    packets = listed([2.0, 2.5, 3.0], sound_until=9.0)
    assert picture(packets).gaps == [(0.0, 2.0), (3.0, 9.0)]
    assert (picture(packets).start, packets.seconds) == (2.0, 9.0)


def test_even_steps_in_whole_milliseconds_are_no_variable_rate() -> None:
    assert not picture(listed([round(number / 29.97, 3) for number in range(300)])).is_variable
    assert not picture(listed([number * 2.0 for number in range(30)])).is_variable


def test_a_screen_that_is_drawn_when_it_changes_is() -> None:
    times = [0.0]
    for number in range(200):
        times.append(times[-1] + (0.033 if number % 3 else 0.4))
    assert picture(listed(times)).is_variable


def test_what_lies_before_the_beginning_is_not_counted_as_shown() -> None:
    assert picture(listed([-0.08, -0.04, 0.0, 0.04])).gaps == []
    assert picture(listed([-0.08, -0.04, 0.0, 0.04])).start == 0.0


def test_memory_stays_small_however_long_it_is() -> None:
    track = picture(listed([number / 7 for number in range(20_000)], tick=90_000))
    assert len(track._steps) < 20
    assert track._waiting == track.gaps == []


@pytest.mark.parametrize(
    ("layout", "channels"),
    [("mono", 1), ("stereo", 2), ("2.1", 3), ("5.1(side)", 6), ("7.1", 8), ("6 channels", 6), ("FL+FR?", 1)],
)
def test_channels_are_known_by_the_name_of_their_layout(layout: str, channels: int) -> None:
    assert channels_of(layout) == channels


@given(st.binary(max_size=300), st.integers(1, 40))
def test_lines_are_whole_however_they_are_cut(data: bytes, size: int) -> None:
    cut = [data[at : at + size] for at in range(0, len(data), size)]
    expected = [line.decode("ascii", "replace") for line in data.split(b"\n")[:-1]]
    assert list(lines(cut)) == expected


@given(st.text(max_size=80))
def test_a_line_that_is_none_of_these_is_passed_over(line: str) -> None:
    Packets().take(line)
