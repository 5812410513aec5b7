"""The access rule against a second opinion, written from the prose of the decision and sharing no code with it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from courses.running.access.clock import day_begins, months_later
from courses.running.access.facts import AccessFacts, Entry, Missing, RollMinutes, Window
from courses.running.access.project import project
from courses.running.access.rule import access, intervals
from tests.faults import rounds
from tests.running.second_opinion import first_instant, may_enter, months_on

ZONES = [
    "Asia/Karachi",
    "Africa/Cairo",  # the clock jumps from 0:00 to 1:00
    "Asia/Beirut",  # so here
    "America/Havana",  # 0:00 comes twice
    "Europe/Berlin",
    "Australia/Lord_Howe",  # half an hour
    "Pacific/Chatham",
    "America/St_Johns",
    "UTC",
]
MICRO = timedelta(microseconds=1)
FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)


moments = st.integers(0, 4 * 366 * 24 * 3600).map(
    lambda seconds: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
free = st.sampled_from(["cohort_start", "enrolment", "first_session"])
held = st.none() | st.integers(0, 20)
ENOUGH, SHORT = st.integers(1, 3000), st.integers(1, 90)
windows = st.one_of(
    st.builds(Window, basis=free, days=SHORT, after_last_session_days=held),
    st.builds(Window, basis=free, months=st.integers(1, 14), after_last_session_days=held),
    st.builds(Window, basis=st.just("minutes_reached"), days=SHORT, minutes=ENOUGH, after_last_session_days=held),
)
KINDS = ["extend", "extend", "freeze", "resume", "outage", "close", "reopen"]


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Entries of every kind, each superseded at most once."""
    found: list[Entry] = []
    for index in range(draw(st.integers(0, 8))):
        open_to_undo = [e.key for e in found if e.key not in {x.supersedes for x in found}]
        kind = draw(st.sampled_from([*KINDS, "undo"] if open_to_undo else KINDS))
        supersedes = None
        if kind == "undo" or (open_to_undo and draw(st.booleans())):
            supersedes = draw(st.sampled_from(open_to_undo))
        begins, long = draw(moments), draw(st.timedeltas(timedelta(0), timedelta(days=40)))
        found.append(
            Entry(
                key=f"{index:02}",
                kind=kind,
                effective_at=draw(moments),
                days=draw(st.integers(1, 60)) if kind == "extend" else None,
                at=begins if kind in ("close", "outage") else None,
                until=begins + long if kind == "outage" else None,
                supersedes=supersedes,
            )
        )
    return tuple(found)


all_facts = st.builds(
    AccessFacts,
    cohort_open=st.sampled_from([True, True, True, False]),
    starts_on=st.dates(FIRST, LAST),
    time_zone=st.sampled_from(ZONES),
    window=windows,
    roll=st.lists(st.builds(RollMinutes, at=moments, minutes=st.integers(0, 600)), max_size=8).map(tuple),
    entries=ledgers(),
    withdrawn=st.sampled_from([False, False, False, True]),
    no_show=st.sampled_from([False, False, False, True]),
    enrolled_at=moments,
    last_session_ends_at=st.none() | moments,
)


def edges(facts: AccessFacts) -> list[datetime]:
    """Instants worth asking about: everything that happened, and the local midnights about it, and just beside."""
    days = {facts.starts_on, facts.starts_on + timedelta(days=facts.window.days or 30)}
    found = {item.at for item in facts.roll} | {entry.effective_at for entry in facts.entries} | {facts.enrolled_at}
    found |= {moment for entry in facts.entries for moment in (entry.at, entry.until) if moment}
    found |= {moment for item in intervals(facts) for moment in (item.opens, item.closes) if moment}
    decision = access(facts, datetime(2026, 6, 1, tzinfo=UTC))
    found |= {moment for moment in (decision.opens_at, decision.closes_at) if moment}
    found |= {first_instant(day, facts.time_zone) for day in days}
    return sorted(moment + beside for moment in found for beside in (-MICRO, timedelta(0), MICRO))


@settings(max_examples=rounds(10_000), deadline=None)
@given(facts=all_facts, at=moments)
def test_the_rule_and_the_second_opinion_agree_at_every_edge(facts: AccessFacts, at: datetime) -> None:
    for moment in [at, *edges(facts)]:
        decided = access(facts, moment).open
        assert decided == may_enter(facts, moment), (facts, moment)
        dated = facts.cohort_open and not facts.withdrawn and not facts.no_show
        assert decided == (dated and any(item.holds(moment) for item in intervals(facts)))


@settings(max_examples=200, deadline=None)
@given(facts=all_facts, days=st.integers(0, 20), after=st.timedeltas(timedelta(days=-2), timedelta(days=150)))
def test_they_agree_also_where_the_last_class_is_about_the_windows_end(
    facts: AccessFacts, days: int, after: timedelta
) -> None:
    last_class = first_instant(facts.starts_on, facts.time_zone) + after
    window = replace(facts.window, after_last_session_days=days)
    held_open = replace(facts, cohort_open=True, withdrawn=False, window=window, last_session_ends_at=last_class)
    for moment in edges(held_open):
        assert access(held_open, moment).open == may_enter(held_open, moment), (held_open, moment)


@settings(max_examples=200, deadline=None)
@given(facts=all_facts, at=moments)
def test_a_decision_never_contradicts_its_own_times(facts: AccessFacts, at: datetime) -> None:
    decision = access(facts, at)
    if decision.open:
        assert decision.reason == "open"
        assert decision.opens_at <= at
        assert decision.closes_at is None or at < decision.closes_at
    else:
        assert decision.reason != "open"
    if decision.reason == "over":
        assert at >= decision.closes_at
    if decision.reason == "minutes_short":
        assert decision.missing


@settings(max_examples=200, deadline=None)
@given(facts=all_facts, later=st.timedeltas(timedelta(0), timedelta(days=2000)))
def test_lists_and_doors_agree_once_everything_has_happened(facts: AccessFacts, later: timedelta) -> None:
    happened = [e.effective_at for e in facts.entries] + [datetime(2024, 1, 1, tzinfo=UTC)]
    at = max(happened) + later
    made = project(facts)
    dated = made.opens_at is not None and made.closes_at is not None and made.state not in {"withdrawn", "no_show"}
    listed = dated and any(item.holds(at) for item in intervals(facts))
    assert listed == access(facts, at).open
    if access(facts, at).open:
        assert made.opens_at <= at < made.closes_at


@settings(max_examples=300, deadline=None)
@given(day=st.dates(FIRST, LAST), zone=st.sampled_from(ZONES))
@example(day=date(2026, 4, 24), zone="Africa/Cairo")
@example(day=date(2026, 3, 29), zone="Asia/Beirut")
@example(day=date(2026, 11, 1), zone="America/Havana")
@example(day=date(2011, 12, 30), zone="Pacific/Apia")  # the day that never was
def test_a_day_begins_at_the_first_instant_its_clock_shows_it(day: date, zone: str) -> None:
    assert day_begins(day, ZoneInfo(zone)) == first_instant(day, zone)


def karachi(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Asia/Karachi"))


THIRTY_DAYS = AccessFacts(
    cohort_open=True, starts_on=date(2026, 11, 2), time_zone="Asia/Karachi", window=Window("cohort_start", 30)
)


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (karachi(2026, 11, 2) - MICRO, "not_started"),
        (karachi(2026, 11, 2), "open"),
        (karachi(2026, 12, 1, 23, 59, 59), "open"),
        (karachi(2026, 12, 2) - MICRO, "open"),
        (karachi(2026, 12, 2), "over"),
    ],
)
def test_thirty_days_are_thirty_days_and_the_thirtieth_is_whole(at: datetime, reason: str) -> None:
    assert access(THIRTY_DAYS, at).reason == reason


def test_minutes_open_the_door_at_the_end_of_the_class_that_reached_them() -> None:
    first, second = karachi(2026, 11, 2, 13), karachi(2026, 11, 3, 13)
    facts = AccessFacts(
        cohort_open=True,
        starts_on=date(2026, 11, 2),
        time_zone="Asia/Karachi",
        window=Window("minutes_reached", days=2, minutes=480),
        roll=(RollMinutes(first, 240), RollMinutes(second, 239)),
    )
    short = access(facts, second)
    assert (short.open, short.reason, short.missing) == (False, "minutes_short", (Missing("minutes", 479, 480),))
    reached = AccessFacts(**{**facts.__dict__, "roll": (RollMinutes(first, 241), RollMinutes(second, 239))})
    assert not access(reached, second - MICRO).open
    assert access(reached, second).open
    assert access(reached, karachi(2026, 11, 6) - MICRO).open
    assert access(reached, karachi(2026, 11, 6)).reason == "over"


def test_days_given_after_the_end_count_from_the_day_after() -> None:
    given_at = karachi(2026, 12, 10, 15)
    facts = AccessFacts(**{**THIRTY_DAYS.__dict__, "entries": (Entry("a", "extend", given_at, days=7),)})
    assert access(facts, given_at - MICRO).reason == "not_started"
    assert access(facts, karachi(2026, 12, 5)).open is False
    assert access(facts, karachi(2026, 12, 18) - MICRO).open
    assert access(facts, karachi(2026, 12, 18)).reason == "over"


def test_days_given_while_open_move_the_end() -> None:
    entry = Entry("a", "extend", karachi(2026, 11, 20), days=7)
    facts = AccessFacts(**{**THIRTY_DAYS.__dict__, "entries": (entry,)})
    assert access(facts, karachi(2026, 12, 9) - MICRO).open
    assert access(facts, karachi(2026, 12, 9)).reason == "over"


def test_more_days_never_open_what_staff_closed_but_undo_does() -> None:
    shut = Entry("a", "close", karachi(2026, 11, 10), at=karachi(2026, 11, 10))
    days = Entry("b", "extend", karachi(2026, 11, 11), days=30)
    undo = Entry("c", "undo", karachi(2026, 11, 12), supersedes="a")
    closed = AccessFacts(**{**THIRTY_DAYS.__dict__, "entries": (shut, days)})
    assert access(closed, karachi(2026, 11, 12)).reason == "closed"
    again = AccessFacts(**{**THIRTY_DAYS.__dict__, "entries": (shut, days, undo)})
    assert access(again, karachi(2026, 11, 12)).open
    assert access(again, karachi(2027, 1, 1) - MICRO).open


def test_days_given_at_the_very_instant_of_the_end_count_from_the_day_after() -> None:
    end = karachi(2026, 12, 2)
    facts = AccessFacts(**{**THIRTY_DAYS.__dict__, "entries": (Entry("a", "extend", end, days=1),)})
    assert access(facts, end - MICRO).open
    assert access(facts, end).open
    assert access(facts, karachi(2026, 12, 4) - MICRO).open
    assert access(facts, karachi(2026, 12, 4)).reason == "over"


def test_the_instant_of_a_close_is_already_closed_and_says_so() -> None:
    shut = karachi(2026, 11, 10, 14)
    facts = AccessFacts(**{**THIRTY_DAYS.__dict__, "entries": (Entry("a", "close", shut, at=shut),)})
    assert access(facts, shut - MICRO).open
    assert access(facts, shut).reason == "closed"


def with_entries(*entries: Entry) -> AccessFacts:
    return AccessFacts(**{**THIRTY_DAYS.__dict__, "entries": entries})


def test_a_frozen_window_loses_no_second_and_the_door_is_shut_meanwhile() -> None:
    begins, ends = karachi(2026, 11, 10, 14, 0, 7), karachi(2026, 11, 13, 9, 30)
    facts = with_entries(Entry("a", "freeze", begins), Entry("b", "resume", ends))
    assert access(facts, begins - MICRO).open
    assert access(facts, begins).reason == "frozen"
    assert access(facts, ends - MICRO).reason == "frozen"
    end = karachi(2026, 12, 2) + (ends - begins)
    assert access(facts, ends).closes_at == end
    assert access(facts, end - MICRO).open
    assert access(facts, end).reason == "over"


def test_while_nobody_lets_it_go_on_a_frozen_window_has_no_end() -> None:
    facts = with_entries(Entry("a", "freeze", karachi(2026, 11, 10)))
    decision = access(facts, karachi(2030, 1, 1))
    assert (decision.open, decision.reason, decision.closes_at) == (False, "frozen", None)
    assert project(facts).state == "frozen"


def test_an_outage_moves_the_end_and_shuts_nothing() -> None:
    outage = Entry("a", "outage", karachi(2026, 11, 20), at=karachi(2026, 11, 10), until=karachi(2026, 11, 12))
    facts = with_entries(outage)
    assert access(facts, karachi(2026, 11, 11)).open
    assert access(facts, karachi(2026, 12, 4) - MICRO).open
    assert access(facts, karachi(2026, 12, 4)).reason == "over"


def test_an_outage_and_a_freeze_at_once_count_once() -> None:
    outage = Entry("a", "outage", karachi(2026, 11, 20), at=karachi(2026, 11, 10), until=karachi(2026, 11, 12))
    freeze, resume = Entry("b", "freeze", karachi(2026, 11, 11)), Entry("c", "resume", karachi(2026, 11, 13))
    assert access(with_entries(outage, freeze, resume), karachi(2026, 11, 14)).closes_at == karachi(2026, 12, 5)


def test_an_outage_outside_the_window_gives_nothing() -> None:
    before = Entry("a", "outage", karachi(2026, 11, 1), at=karachi(2026, 10, 1), until=karachi(2026, 10, 9))
    after = Entry("b", "outage", karachi(2026, 12, 9), at=karachi(2026, 12, 2), until=karachi(2026, 12, 9))
    assert access(with_entries(before, after), karachi(2026, 11, 14)).closes_at == karachi(2026, 12, 2)


def test_what_staff_closed_they_open_again_and_the_clock_ran_on() -> None:
    shut = Entry("a", "close", karachi(2026, 11, 10), at=karachi(2026, 11, 10))
    facts = with_entries(shut, Entry("b", "reopen", karachi(2026, 11, 15)))
    assert access(facts, karachi(2026, 11, 15) - MICRO).reason == "closed"
    assert access(facts, karachi(2026, 11, 15)).open
    assert access(facts, karachi(2026, 12, 2)).reason == "over"


@pytest.mark.parametrize(
    ("last_class", "days", "closes"),
    [
        (karachi(2026, 12, 5, 13), 3, karachi(2026, 12, 9)),
        (karachi(2026, 12, 5, 23, 59, 59), 3, karachi(2026, 12, 9)),
        (karachi(2026, 12, 5), 0, karachi(2026, 12, 6)),
        (karachi(2026, 11, 28, 13), 3, karachi(2026, 12, 2)),
        (None, 3, karachi(2026, 12, 2)),
    ],
)
def test_it_never_ends_before_the_days_after_the_last_class_planned(
    last_class: datetime | None, days: int, closes: datetime
) -> None:
    held_open = {"window": Window("cohort_start", 30, None, None, days), "last_session_ends_at": last_class}
    facts = AccessFacts(**{**THIRTY_DAYS.__dict__, **held_open})
    assert access(facts, closes - MICRO).open
    assert access(facts, closes).reason == "over"


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2024, 1, 31), 1, date(2024, 3, 1)),
        (date(2026, 1, 28), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 10, 31), 14, date(2027, 12, 31)),
        (date(2026, 10, 31), 1, date(2026, 12, 1)),
    ],
)
def test_a_month_ends_at_the_same_day_of_the_next_one_or_after_its_last(day: date, months: int, after: date) -> None:
    assert months_later(day, months) == after == months_on(day, months)
