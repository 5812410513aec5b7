"""Hours owed: against the classes held; out of reach: against the whole plan."""

from hypothesis import given
from hypothesis import strategies as st

from courses.running.attendance.owing import Meeting, owing

meetings = st.lists(
    st.builds(
        Meeting,
        minutes=st.integers(1, 480),
        dark=st.integers(0, 100),
        state=st.sampled_from(["held", "unknown", "coming"]),
        make_up=st.booleans(),
    ),
    max_size=12,
)
minutes = st.integers(0, 5000)


def test_nothing_is_owed_before_the_first_class() -> None:
    found = owing([Meeting(240, state="coming")], planned=2880, required=2304, attended=0)
    assert (found.owed, found.beyond_reach, found.reachable) == (0, False, 2880)


def test_a_power_cut_is_owed_and_named() -> None:
    found = owing([Meeting(240, dark=90)], planned=2880, required=2304, attended=150)
    assert (found.owed, found.dark) == (90, 90)


def test_the_minimum_is_held_against_the_plan_and_not_against_classes_held() -> None:
    # Half of all classes held so far, but 38.4 of 48 hours can still be reached.
    held = [Meeting(240)] * 2
    assert not owing(held, planned=2880, required=2304, attended=240).beyond_reach
    # 577 minutes missed of 2880: the last minute of slack is gone.
    assert not owing([Meeting(576)], planned=2880, required=2304, attended=0).beyond_reach
    assert owing([Meeting(577)], planned=2880, required=2304, attended=0).beyond_reach


def test_a_make_up_class_brings_the_minimum_back_into_reach() -> None:
    make_up = Meeting(120, state="coming", make_up=True)
    found = owing([Meeting(600), make_up], planned=2880, required=2304, attended=0)
    assert not found.beyond_reach
    assert found.owed == 600


def test_a_batch_that_has_ended_teaches_nothing_more() -> None:
    assert owing([Meeting(240)], planned=2880, required=2304, attended=240, ended=True).beyond_reach


@given(meetings, minutes, st.integers(0, 2880), minutes)
def test_a_minute_more_never_makes_it_worse(every: list[Meeting], planned: int, required: int, attended: int) -> None:
    less = owing(every, planned=planned, required=required, attended=attended)
    more = owing(every, planned=planned, required=required, attended=attended + 1)
    assert more.owed <= less.owed
    assert more.reachable == less.reachable + 1
    assert more.beyond_reach <= less.beyond_reach
    assert 0 <= less.dark <= less.owed <= planned or less.owed == 0


@given(meetings, minutes, minutes)
def test_whoever_was_always_there_is_never_out_of_reach(every: list[Meeting], planned: int, extra: int) -> None:
    classes = [each for each in every if not each.make_up]
    held = sum(each.minutes for each in classes if each.state == "held")
    found = owing(classes, planned=planned, required=min(planned, held + extra), attended=held)
    assert not found.beyond_reach or found.reachable < planned
    assert found.owed == 0
