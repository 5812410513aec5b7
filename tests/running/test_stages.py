"""Modules open on their day or at their minutes: the rule, and against it a slow second opinion."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from courses.running.access.facts import AccessFacts, Entry, Missing, RollMinutes, Window
from courses.running.access.stages import day_opens, gate
from courses.running.policy.stages import Stage
from tests.running.second_opinion import first_instant, runs_out, spans
from tests.running.test_windows import MICRO, ZONES, ledgers, moments, windows


def karachi(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Asia/Karachi"))


def facts(minutes: int = 0, *entries: Entry) -> AccessFacts:
    return AccessFacts(
        cohort_open=True,
        starts_on=date(2026, 11, 2),
        time_zone="Asia/Karachi",
        window=Window("cohort_start", 30),
        roll=(RollMinutes(karachi(2026, 11, 3, 13), minutes),),
        entries=entries,
    )


AT = karachi(2026, 11, 5)


@pytest.mark.parametrize(("minutes", "short"), [(1170, 30), (1199, 1), (1200, 0), (1201, 0)])
def test_twenty_hours_open_it_and_a_minute_less_does_not(minutes: int, short: int) -> None:
    shut = gate([Stage(module=2, minutes=1200)], 2, facts(minutes), AT)
    assert (shut.missing if shut else ()) == ((Missing("minutes", minutes, 1200),) if short else ())


def test_other_modules_are_not_its_business() -> None:
    assert gate([Stage(module=2, minutes=1200)], 1, facts(), AT) is None


def test_of_two_stages_both_are_asked() -> None:
    both = [Stage(module=2, minutes=60), Stage(module=2, day=8)]
    shut = gate(both, 2, facts(0), AT)
    assert (shut.opens_at, shut.missing) == (karachi(2026, 11, 9), (Missing("minutes", 0, 60),))
    assert gate(both, 2, facts(60), AT).missing == ()
    assert gate(both, 2, facts(60), karachi(2026, 11, 9)) is None


def test_a_frozen_clock_uses_up_no_day() -> None:
    froze, went_on = Entry("a", "freeze", karachi(2026, 11, 4)), Entry("b", "resume", karachi(2026, 11, 6))
    assert day_opens(8, facts(0, froze, went_on)) == karachi(2026, 11, 11)
    shut = gate([Stage(module=2, day=8)], 2, facts(0, froze), karachi(2026, 12, 24))
    assert (shut.opens_at, shut.missing) == (None, ())


def test_a_stage_has_one_gate() -> None:
    for data in ({"module": 2}, {"module": 2, "day": 1, "minutes": 1}):
        with pytest.raises(ValidationError, match="one of the two"):
            Stage(**data)


@given(
    window=windows,
    zone=st.sampled_from(ZONES),
    starts_on=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    roll=st.lists(st.builds(RollMinutes, at=moments, minutes=st.integers(0, 600)), max_size=6).map(tuple),
    entries=ledgers(),
    enrolled_at=moments,
    day=st.integers(1, 60),
)
def test_the_day_agrees_with_a_slow_second_opinion(
    window: Window,
    zone: str,
    starts_on: date,
    roll: tuple[RollMinutes, ...],
    entries: tuple[Entry, ...],
    enrolled_at: datetime,
    day: int,
) -> None:
    known = AccessFacts(True, starts_on, zone, window, roll, entries, enrolled_at=enrolled_at)
    assert day_opens(day, known) == second_opinion(known, day)


def second_opinion(known: AccessFacts, day: int) -> datetime | None:
    """When the window opens, by the table of the reference; then days on the fingers; then the clock's stops."""
    start = first_instant(known.starts_on, known.time_zone)
    if known.window.basis in ("minutes_reached", "first_session"):
        total, need, start = 0, known.window.minutes or 1, None
        for item in sorted(known.roll, key=lambda item: item.at):
            total += item.minutes
            if start is None and total >= need:
                start = item.at
        if start is None:
            return None
    elif known.window.basis == "enrolment":
        start = max(start, known.enrolled_at)
    local = start.astimezone(ZoneInfo(known.time_zone)).date()
    for _next in range(day - 1):
        local += timedelta(days=1)
    begins = start if day == 1 else first_instant(local, known.time_zone)
    taken_back = {entry.supersedes for entry in known.entries if entry.supersedes}
    standing = sorted((e for e in known.entries if e.key not in taken_back), key=lambda e: e.effective_at)
    stops = spans(standing, "freeze", "resume") + [(e.at, e.until) for e in standing if e.kind == "outage"]
    if begins == start:
        return start
    found = runs_out(start, begins, stops)
    return None if found == datetime.max.replace(tzinfo=UTC) else found


def test_the_instant_before_its_day_is_shut() -> None:
    stages = [Stage(module=2, day=8)]
    assert gate(stages, 2, facts(), karachi(2026, 11, 9) - MICRO) is not None
    assert gate(stages, 2, facts(), karachi(2026, 11, 9)) is None
