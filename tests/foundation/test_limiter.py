"""The limiter lets no more through than it says, in any span, for any number of threads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation import limiter
from lms.foundation.api import allow, seconds_to_wait
from lms.foundation.models import Throttle
from tests.foundation.threads import at_once


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = 1_000_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(limiter, "time", made)
    return made


@pytest.mark.django_db
def test_as_many_as_the_limit_then_none(clock: Clock) -> None:
    answers = [allow("somebody", limit=3, seconds=60) for _ in range(6)]
    assert answers == [True, True, True, False, False, False]
    assert allow("somebody else", limit=3, seconds=60)


@pytest.mark.django_db
def test_waiting_as_long_as_it_says_opens_it_again(clock: Clock) -> None:
    assert seconds_to_wait("x", limit=1, seconds=60) == 0
    wait = seconds_to_wait("x", limit=1, seconds=60)
    assert 60 <= wait <= 66
    clock.now += wait - 7
    assert seconds_to_wait("x", limit=1, seconds=60) > 0
    clock.now += 7
    assert seconds_to_wait("x", limit=1, seconds=60) == 0


@pytest.mark.django_db
def test_a_refused_try_does_not_lengthen_the_wait(clock: Clock) -> None:
    allow("x", limit=1, seconds=60)
    answers = []
    for _ in range(66):
        clock.now += 1
        answers.append(allow("x", limit=1, seconds=60))
    assert not any(answers[:59])
    assert any(answers[59:])


@pytest.mark.django_db
def test_the_key_itself_is_not_kept(clock: Clock) -> None:
    allow("people.account:gul-4182", limit=3, seconds=60)
    row = Throttle.objects.get()
    assert "gul" not in row.key
    assert len(row.key) == 64


@given(st.lists(st.integers(0, 40), max_size=200), st.integers(1, 8))
def test_no_span_ever_holds_more_than_the_limit(gaps: list[int], limit: int) -> None:
    slots: list[tuple[int, int]] = []
    now, allowed = 0, []
    for gap in gaps:
        now += gap
        after = limiter.counted(slots, now // 6, limit)
        if after is not None:
            slots = after
            allowed.append(now)
    for start in allowed:
        assert sum(start <= moment < start + 60 for moment in allowed) <= limit


@pytest.mark.django_db(transaction=True)
def test_thirty_threads_get_no_more_than_the_limit() -> None:
    answers = at_once(30, lambda _: allow("all at once", limit=10, seconds=3600))
    assert answers.count(True) == 10
