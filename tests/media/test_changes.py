"""When a new slide stands still, and what a recording shows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from media_pipeline.pipeline.changes import find_changes, measure_movement
from media_pipeline.pipeline.content import has_inset, name_content, still_moments
from media_pipeline.pipeline.patches import largest_patch, widen
from media_pipeline.pipeline.samples import PER_SECOND, Mask, Sample

SHAPE = (352, 640)
CALM = np.zeros((22, 40), dtype=bool)


def slide(number: int) -> Sample:
    """A picture that differs clearly from its neighbours."""
    picture = np.full(SHAPE, 240, dtype=np.int16)
    left = 40 + 150 * (number % 4)
    picture[60:300, left : left + 120] = 40
    return picture


def show(*seconds: float) -> list[Sample]:
    """Slides one after the other, each for so many seconds."""
    return [slide(number) for number, length in enumerate(seconds) for _ in range(int(length * PER_SECOND))]


def test_each_slide_is_found_at_its_first_moment() -> None:
    assert find_changes(show(5, 8, 3, 10), CALM) == [0.0, 5.0, 13.0, 16.0]


def test_a_small_pointer_that_wanders_is_no_change() -> None:
    samples = show(20)
    for index, sample in enumerate(samples):
        samples[index] = sample.copy()
        samples[index][17:31, index * 8 : index * 8 + 10] = 0
    assert find_changes(samples, CALM) == [0.0]


def test_a_slow_fade_is_one_change_dated_from_its_beginning() -> None:
    mixed = [((slide(0) * (4 - part) + slide(1) * part) // 4).astype(np.int16) for part in range(1, 4)]
    found = find_changes([*show(5), *mixed, *([slide(1)] * 10)], CALM)
    assert found == [0.0, 5.0]


def test_what_is_written_for_long_is_dated_from_its_last_line() -> None:
    """Before that the new still would tell what is not written yet."""
    typed = [slide(0).copy() for _ in range(8)]
    for number, sample in enumerate(typed):
        sample[64 : 64 + 16 * (number + 1), 320:560] = 40
    found = find_changes([*show(5), *typed, *([typed[-1]] * 10)], CALM)
    assert found == [0.0, 5.0 + 7 / PER_SECOND]


def test_a_page_is_found_though_a_list_blinks_on_it_all_the_time() -> None:
    """Something small that never rests hides no page that replaces another at once."""
    samples = show(6, 6)
    for index, sample in enumerate(samples):
        samples[index] = sample.copy()
        samples[index][310:342, 400:496] = 40 if index % 2 else 240
    assert find_changes(samples, CALM) == [0.0, 6.0]


def test_a_picture_that_changes_all_over_all_the_time_has_no_pages() -> None:
    films = [np.full(SHAPE, 40 + 90 * (index % 3), dtype=np.int16) for index in range(20)]
    assert find_changes(films, CALM) == [0.0]


def test_a_speaker_in_the_corner_is_left_out() -> None:
    noise = np.random.default_rng(1)
    samples = show(20, 20, 20)
    for index, sample in enumerate(samples):
        samples[index] = sample.copy()
        samples[index][240:352, 480:640] = noise.integers(0, 255, (112, 160))
    movement = measure_movement(samples)
    assert find_changes(samples, movement.live) == [0.0, 20.0, 40.0]
    assert has_inset(movement.busy)
    named = name_content(
        [0, 20, 40], seconds=60, live_share=movement.live_share, busy_share=movement.busy_share, inset=True
    )
    assert (named.content_class, named.starts) == ("inset", (0, 20, 40))


def busy(top: int, left: int, height: int, width: int) -> Mask:
    """A picture of 22 x 40 blocks with one box that never rests."""
    mask = np.zeros((22, 40), dtype=bool)
    mask[top : top + height, left : left + width] = True
    return mask


@given(some.integers(4, 9), some.integers(5, 11), some.sampled_from(("left", "right")), some.booleans())
def test_a_box_in_any_corner_is_an_inset(height: int, width: int, side: str, up: bool) -> None:
    assert has_inset(busy(1 if up else 21 - height, 1 if side == "left" else 39 - width, height, width))


@pytest.mark.parametrize(
    ("mask", "what"),
    [
        (busy(0, 0, 0, 0), "nothing moves"),
        (busy(9, 18, 5, 6), "a picture in the middle"),
        (busy(20, 3, 1, 1), "a blinking mark"),
        (busy(0, 0, 22, 40), "a camera"),
        (busy(2, 2, 18, 30), "a video that fills the slide"),
        (busy(1, 1, 5, 7) | busy(15, 30, 5, 7), "two boxes far apart"),
    ],
)
def test_other_movement_is_no_inset(mask: Mask, what: str) -> None:
    assert not has_inset(mask), what


@pytest.mark.parametrize(
    ("changes", "seconds", "live", "busy", "content_class"),
    [
        (3, 60, 0.0, 0.0, "slides"),
        (3, 10, 0.0, 0.0, "slides"),
        (30, 120, 0.0, 0.0, "screen"),
        (1, 60, 0.5, 0.1, "screen"),
        (1, 60, 0.9, 0.8, "camera"),
    ],
)
def test_names(changes: int, seconds: float, live: float, busy: float, content_class: str) -> None:
    starts = [seconds * number / (changes + 1) for number in range(changes + 1)]
    assert name_content(starts, seconds=seconds, live_share=live, busy_share=busy).content_class == content_class


def patches(mask: Mask) -> list[set[tuple[int, int]]]:
    """The slow and obvious way: merge neighbours until nothing merges."""
    found = [{(int(row), int(column))} for row, column in np.argwhere(mask)]
    merged = True
    while merged:
        merged = False
        for one in found:
            for other in found:
                if one is not other and any(abs(a - c) <= 1 and abs(b - d) <= 1 for a, b in one for c, d in other):
                    one |= other
                    found.remove(other)
                    merged = True
                    break
            if merged:
                break
    return found


grids = some.lists(some.lists(some.booleans(), min_size=6, max_size=6), min_size=1, max_size=6).map(np.array)


@given(grids)
def test_the_largest_patch_is_the_largest(mask: Mask) -> None:
    assert largest_patch(mask) == max(map(len, patches(mask)), default=0)


@given(grids)
def test_widening_reaches_neighbours_and_nobody_else(mask: Mask) -> None:
    near = {(r + a, c + b) for r, c in np.argwhere(mask).tolist() for a in (-1, 0, 1) for b in (-1, 0, 1)}
    inside = {(r, c) for r, c in near if 0 <= r < mask.shape[0] and 0 <= c < mask.shape[1]}
    assert {tuple(cell) for cell in np.argwhere(widen(mask)).tolist()} == inside


@given(some.lists(some.floats(0.5, 600), min_size=1, max_size=20))
def test_every_still_is_taken_while_its_slide_is_shown(lengths: list[float]) -> None:
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    ends = [*starts[1:], sum(lengths)]
    moments = still_moments(starts, sum(lengths))
    assert all(start <= moment <= end for start, moment, end in zip(starts, moments, ends, strict=True))


def test_a_screen_that_types_everywhere_is_looked_at_all_over() -> None:
    """Where text is written over most of the picture, leaving it out would leave no slides to find."""
    samples = show(20, 20)
    for index, sample in enumerate(samples):
        if index % (10 * PER_SECOND) < 4:
            samples[index] = sample.copy()
            samples[index][16 * (index % 4) :: 64] = 120
    movement = measure_movement(samples)
    assert movement.live_share > 0.3
    assert not movement.left_out.any()
    assert 20.0 in find_changes(samples, movement.left_out)
