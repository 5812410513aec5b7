"""Times as trainers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.times import read_time, write_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3:20", 200_000),
        (" 0:07.5 ", 7_500),
        ("1:02:07", 3_727_000),
        ("90", 90_000),
        ("75:00", 4_500_000),
        ("۳:۲۰", 200_000),
        ("0:07,25", 7_250),
    ],
)
def test_a_time_is_read_as_it_is_meant(text: str, expected: int) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize("text", ["", "soon", "3:75", "-1", "1:2:3:4", "3:20 pm", "1e9", "3:", ":20"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="^" + text.replace(".", r"\.") + "$"):
        read_time(text)


@given(st.integers(0, 10 * 3600 * 10))
def test_what_is_written_is_read_back(tenths: int) -> None:
    assert read_time(write_time(tenths * 100)) == tenths * 100
