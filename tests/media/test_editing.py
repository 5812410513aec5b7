"""Cutting a recording: what is asked for goes, the rest stays, and every time finds its new place."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from media_pipeline.editing import (
    SECOND,
    CannotCut,
    Stretch,
    Stretches,
    carry,
    cut_out,
    length,
    read,
    split,
    to_edited,
    to_original,
    trim,
    whole,
    write,
)


@st.composite
def edits(draw: st.DrawFn) -> Stretches:
    """Stretches of an original of up to an hour, with at least a second in each and between them."""
    points = draw(st.lists(st.integers(1, 600), min_size=2, max_size=12).filter(lambda all_: len(all_) % 2 == 0))
    at, borders = 0, []
    for step in points:
        at += step * 997 + SECOND
        borders.append(at)
    return tuple(Stretch(*pair) for pair in zip(borders[::2], borders[1::2], strict=True))


@st.composite
def asked(draw: st.DrawFn) -> tuple[Stretches, int, int]:
    """An edited recording and two places in it."""
    stretches = draw(edits())
    start = draw(st.integers(0, length(stretches) - 1))
    return stretches, start, draw(st.integers(start + 1, length(stretches)))


def moments(stretches: Stretches) -> set[int]:
    """The moments of the original that are left, in steps of a quarter of a second."""
    return {at for each in stretches for at in range(-(-each.start // 250) * 250, each.end, 250)}


def allowed(function: object, *arguments: object) -> Stretches:
    """The result, or an example to pass over when nothing sensible would be left."""
    try:
        return function(*arguments)  # type: ignore[operator,no-any-return]
    except CannotCut:
        assume(False)
        raise


@given(asked())
def test_a_trim_is_as_long_as_was_asked(case: tuple[Stretches, int, int]) -> None:
    stretches, start, end = case
    assert length(allowed(trim, stretches, start, end)) == end - start


@given(asked())
def test_a_cut_takes_exactly_what_was_asked(case: tuple[Stretches, int, int]) -> None:
    stretches, start, end = case
    left = allowed(cut_out, stretches, start, end)
    assert length(left) == length(stretches) - (end - start)
    gone = moments(stretches) - moments(left)
    assert moments(left) < moments(stretches) or not gone
    played = {to_edited(stretches, at) for at in gone}
    assert all(at is not None and start <= at < end for at in played)


@given(asked())
def test_trimming_and_cutting_the_same_place_share_the_recording(case: tuple[Stretches, int, int]) -> None:
    stretches, start, end = case
    kept, left = allowed(trim, stretches, start, end), allowed(cut_out, stretches, start, end)
    assert moments(kept) | moments(left) == moments(stretches)
    assert not moments(kept) & moments(left)


@given(asked())
def test_split_parts_join_to_the_whole(case: tuple[Stretches, int, int]) -> None:
    stretches, at, _ = case
    try:
        first, second = split(stretches, at)
    except CannotCut:
        assume(False)
        raise
    assert length(first) + length(second) == length(stretches)
    assert abs(length(first) - at) < SECOND
    assert moments(first) | moments(second) == moments(stretches)
    assert first[-1].end <= second[0].start
    assert min(length(first), length(second)) >= SECOND


@given(asked(), st.sampled_from([trim, cut_out]))
def test_nothing_shorter_than_a_second_is_left(case: tuple[Stretches, int, int], verb: object) -> None:
    assert all(each.end - each.start >= SECOND for each in allowed(verb, *case))


@given(asked(), st.data())
def test_cuts_one_after_the_other_are_one_big_edit(case: tuple[Stretches, int, int], data: st.DataObject) -> None:
    """Cutting in what is left is cutting in the original: no time is counted twice or forgotten."""
    stretches, start, end = case
    left = allowed(cut_out, stretches, start, end)
    from_, until = sorted(data.draw(st.tuples(st.integers(0, length(left)), st.integers(0, length(left)))))
    both = allowed(trim, left, from_, until)
    expected = {at for at in moments(left) if from_ <= (to_edited(left, at) or 0) < until}
    assert moments(both) == expected
    assert all(moments((each,)) <= moments(stretches) for each in both)


@given(asked())
def test_a_moment_that_plays_is_found_again(case: tuple[Stretches, int, int]) -> None:
    stretches, at, _ = case
    assert to_edited(stretches, to_original(stretches, at)) == at


@given(asked(), st.data())
def test_words_keep_their_place_in_the_original(case: tuple[Stretches, int, int], data: st.DataObject) -> None:
    stretches, start, end = case
    left = allowed(cut_out, stretches, start, end)
    at = data.draw(st.integers(0, length(stretches) - 1))
    until = data.draw(st.integers(at + 1, length(stretches)))
    words = carry(stretches, left, at, until)
    if words is None:
        assert start <= at < until <= end
        return
    assert words.end - words.start == (until - at) - max(0, min(until, end) - max(at, start))
    assert start <= at < end or to_original(left, words.start) == to_original(stretches, at)


@given(edits())
def test_what_is_kept_in_the_row_is_read_back(stretches: Stretches) -> None:
    assert read(write(stretches), seconds=1.0) == stretches


def test_an_uncut_recording_is_all_of_its_seconds() -> None:
    assert read([], 240.04) == whole(240_040)


def test_two_cuts_that_touch_leave_no_seam() -> None:
    stretches = cut_out(whole(60_000), 10_000, 20_000)
    assert stretches == (Stretch(0, 10_000), Stretch(20_000, 60_000))
    assert cut_out(stretches, 10_000, 15_000) == (Stretch(0, 10_000), Stretch(25_000, 60_000))


def test_words_in_a_stretch_that_was_cut_away_go_with_it() -> None:
    before = whole(60_000)
    after = cut_out(before, 10_000, 20_000)
    assert carry(before, after, 12_000, 14_000) is None
    assert carry(before, after, 8_000, 12_000) == Stretch(8_000, 10_000)
    assert carry(before, after, 30_000, 31_000) == Stretch(20_000, 21_000)


def test_words_over_a_seam_stay_with_their_longer_piece_when_all_comes_back() -> None:
    cut = cut_out(whole(60_000), 10_000, 50_000)
    assert carry(cut, whole(60_000), 9_000, 14_000) == Stretch(50_000, 54_000)


def test_a_split_beside_an_earlier_cut_happens_at_the_cut() -> None:
    stretches = cut_out(whole(60_000), 10_000, 20_000)
    assert split(stretches, 10_400) == ((Stretch(0, 10_000),), (Stretch(20_000, 60_000),))


@pytest.mark.parametrize(("start", "end"), [(5_000, 5_000), (9_000, 4_000), (-1, 5_000), (50_000, 60_001)])
def test_what_makes_no_sense_is_refused_with_a_sentence(start: int, end: int) -> None:
    for verb in (trim, cut_out):
        with pytest.raises(CannotCut, match=r"Nothing was cut\.$"):
            verb(whole(60_000), start, end)


@pytest.mark.parametrize(("start", "end"), [(400, 9_000), (9_000, 59_500), (0, 60_000)])
def test_a_cut_that_leaves_a_blink_is_refused(start: int, end: int) -> None:
    with pytest.raises(CannotCut, match="Less than a second"):
        cut_out(whole(60_000), start, end)


@pytest.mark.parametrize("at", [0, 999, 59_001, 60_000, 90_000])
def test_a_part_without_a_second_is_no_part(at: int) -> None:
    with pytest.raises(CannotCut, match="Each of the two parts"):
        split(whole(60_000), at)
