"""Captions edited as rows: buttons that need no script, errors beside their row, nothing saved by halves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.captions import times
from media_pipeline.captions.cues import Cue
from media_pipeline.captions.rows import Row, check, command, to_rows

MINUTE = 60_000
CUES = (Cue(1000, 3000, "One thing\nat a time"), Cue(4000, 6500, "ایک وقت میں ایک کام"))


def test_rows_say_what_the_cues_say() -> None:
    rows = to_rows(CUES)
    assert rows[0] == Row("0:01", "0:03", "One thing\nat a time")
    assert check(rows, length=MINUTE) == (CUES, rows)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (Row("soon", "0:02", "x"), "minutes"),
        (Row("0:01", "", "x"), "minutes"),
        (Row("0:03", "0:02", "x"), "before"),
        (Row("0:02", "0:02", "x"), "before"),
        (Row("0:59", "1:01", "x"), "1:00"),
        (Row("0:01", "0:02", " \n"), "remove"),
        (Row("0:01", "0:02", "x" * 2001), "Split"),
    ],
)
def test_a_wrong_row_says_why_and_the_others_stay_as_written(row: Row, word: str) -> None:
    good = Row("0:01", "2", "good")
    cues, judged = check([good, row], length=MINUTE)
    assert cues == (Cue(1000, 2000, "good"),)
    assert judged[0] == good
    assert word in judged[1].error
    assert (judged[1].start, judged[1].end, judged[1].text) == (row.start, row.end, row.text)


def test_rows_without_anything_in_them_are_left_out() -> None:
    assert check([Row(), Row(" ", "", "\n")], length=MINUTE) == ((), [])


def test_a_new_row_gets_the_time_that_is_free() -> None:
    rows = to_rows(CUES)
    assert command(rows, "add", 0)[1] == Row("0:03", "0:04", "")
    assert command(rows, "add", 1)[2] == Row("0:06.5", "0:09.5", "")
    assert command(rows, "add", -1)[0] == Row("0:00", "0:01", "")
    assert command([], "add", -1) == [Row("0:00", "0:03", "")]


def test_a_split_row_shares_its_time_by_its_words() -> None:
    first, second, _last = command(to_rows(CUES), "split", 0)
    assert (first.text, second.text) == ("One thing", "at a time")
    assert (first.start, first.end, second.start, second.end) == ("0:01", "0:02", "0:02", "0:03")


def test_join_undoes_split() -> None:
    rows = to_rows(CUES)
    assert command(command(rows, "split", 0), "join", 0) == rows


def test_a_button_that_is_none_changes_nothing() -> None:
    rows = to_rows(CUES)
    for name, index in (("explode", 0), ("split", 2), ("remove", -1), ("join", 1)):
        assert command(rows, name, index) == rows


@given(st.integers(0, 10**9))
def test_a_time_for_people_is_read_back(milliseconds: int) -> None:
    assert times.read_time(times.shown(milliseconds)) == milliseconds
    assert times.read_times(f"{times.written(milliseconds)} --> {times.written(milliseconds, ',')}") == (
        milliseconds,
        milliseconds,
    )


WRITTEN = st.builds(Row, *[st.sampled_from(["0:01", "0:05.25", "", "x", "1:00", "99"])] * 2, st.text(max_size=20))


@given(st.lists(WRITTEN, max_size=5), st.sampled_from(["add", "remove", "split", "join"]), st.integers(-2, 6))
def test_no_button_loses_a_word_but_remove(rows: list[Row], name: str, index: int) -> None:
    def words(some: list[Row]) -> str:
        return "".join("".join(row.text for row in some).split())

    after = command(rows, name, index)
    check(after, length=MINUTE)
    if name in ("add", "join"):
        assert words(after) == words(rows)
    if name == "remove" and 0 <= index < len(rows):
        assert len(after) == len(rows) - 1
