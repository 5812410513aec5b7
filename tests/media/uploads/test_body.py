"""A body is taken in steps: nothing that arrived is lost when its sender vanishes, and no step is large."""

import io
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.uploads.body import SECONDS, steps


def still() -> float:
    return 0.0


@given(st.binary(max_size=300), st.integers(1, 70), st.integers(0, 40))
def test_the_steps_are_the_body_as_far_as_it_came(data: bytes, step: int, missing: int) -> None:
    found = list(steps(io.BytesIO(data).read, len(data) + missing, step=step, clock=still))
    assert b"".join(found) == data
    assert all(0 < len(each) <= step for each in found)
    assert all(len(each) == step for each in found[:-1])


def test_no_more_is_read_than_belongs_to_the_body() -> None:
    stream = io.BytesIO(b"bodynext request")
    assert b"".join(steps(stream.read, 4, step=100, clock=still)) == b"body"
    assert stream.read() == b"next request"


def test_what_came_before_the_line_broke_is_kept() -> None:
    answers = iter([b"abc", b"de"])

    def read(_: int) -> bytes:
        try:
            return next(answers)
        except StopIteration:
            raise ConnectionResetError from None

    assert list(steps(read, 100, step=50, clock=still)) == [b"abcde"]


def test_on_a_slow_link_nothing_is_held_back_for_long() -> None:
    ticks = count()
    slow = iter([b"a", b"b", b"c", b"d"])
    found = list(steps(lambda _: next(slow), 4, step=100, clock=lambda: next(ticks) * SECONDS))
    assert b"".join(found) == b"abcd"
    assert len(found) > 1
