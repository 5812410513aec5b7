"""Minutes from punches: held against an oracle that knows nothing of stretches and counts minute by minute."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courses.running.access.clock import Interval
from courses.running.attendance.presence import Press, minutes_in, read_day

MIDNIGHT = datetime(2026, 12, 1, tzinfo=UTC)
FOLD = 5
minute = st.integers(0, 300)
kinds = st.sampled_from(["in", "out", "punch"])
presses = st.lists(st.tuples(minute, kinds), max_size=12, unique=True)
stretches = st.lists(st.tuples(minute, minute), max_size=3)


def when(number: int) -> datetime:
    return MIDNIGHT + timedelta(minutes=number)


def interval(pair: tuple[int, int]) -> Interval:
    return Interval(when(min(pair)), when(max(pair)))


def pressed(found: list[tuple[int, str]]) -> list[Press]:
    return [Press(key, when(number), kind) for key, (number, kind) in enumerate(found)]  # type: ignore[arg-type]


def slow_minutes(
    found: list[tuple[int, str]], session: tuple[int, int], cuts: list[tuple[int, int]], excused: bool
) -> int:
    """A second opinion: a list with a place for each minute of the day, walked once."""
    counted: list[tuple[int, str]] = []
    for number, kind in sorted(found):
        if counted and counted[-1][1] == kind and number - counted[-1][0] <= FOLD:
            continue
        counted.append((number, kind))
    there = [False] * 301
    since = None
    for number, kind in counted:
        if kind == "in" or (kind == "punch" and since is None):
            since = number
        elif since is not None:
            for each in range(since, number):
                there[each] = True
            since = None
    begins, ends = sorted(session)
    dark = [any(min(cut) <= each < max(cut) for cut in cuts) for each in range(301)]
    anywhere = any(there[begins:ends])
    total = 0
    for each in range(begins, ends):
        if (excused and anywhere and (there[each] or dark[each])) or (not excused and there[each] and not dark[each]):
            total += 1
    return total


@given(presses, st.tuples(minute, minute), stretches, st.booleans())
def test_minutes_are_those_of_the_minute_by_minute_count(
    found: list[tuple[int, str]], session: tuple[int, int], cuts: list[tuple[int, int]], excused: bool
) -> None:
    stays = [stay.stretch for stay in read_day(pressed(found), timedelta(minutes=FOLD)).stays]
    fast = minutes_in(interval(session), stays, [interval(cut) for cut in cuts], excused=excused)
    assert fast == slow_minutes(found, session, cuts, excused)


@given(presses, st.randoms())
def test_every_punch_is_one_thing_in_whatever_order_they_came(found: list[tuple[int, str]], dice: object) -> None:
    every = pressed(found)
    day = read_day(every, timedelta(minutes=FOLD))
    paired = [press.key for stay in day.stays for press in (stay.came, stay.left)]
    assert sorted([*paired, *day.duplicates, *day.lone]) == sorted(press.key for press in every)
    dice.shuffle(every)  # type: ignore[attr-defined]
    assert read_day(every, timedelta(minutes=FOLD)) == day


def test_two_classes_of_one_day_share_no_minute() -> None:
    stays = [Interval(when(0), when(300))]
    first, second = interval((0, 120)), interval((120, 240))
    assert minutes_in(first, stays) + minutes_in(second, stays) == 240


def test_power_that_went_twice_at_once_is_lost_once() -> None:
    stays = [interval((0, 240))]
    assert minutes_in(interval((0, 240)), stays, [interval((60, 120)), interval((90, 150))]) == 150
