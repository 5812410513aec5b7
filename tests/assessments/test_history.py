"""An attempt's standing is a function of its ledger: order of arrival, repeats and latecomers change nothing."""

from hypothesis import given
from hypothesis import strategies as some

from assessments.history import Answer, Entry, Standing, replay

saves = some.lists(
    some.builds(
        Entry,
        kind=some.just("answered"),
        question=some.sampled_from("xyz"),
        options=some.tuples(some.sampled_from("abcd")),
        sequence=some.integers(1, 30),
    ),
    max_size=30,
    unique_by=lambda entry: entry.sequence,
)
STARTED, FINISHED, MARKED = Entry("started"), Entry("finished"), Entry("marked")


def oracle(entries: list[Entry]) -> dict[str, tuple[str, ...]]:
    """The plainest way to say it: play the saves in the phone's order, the last one stays."""
    stays: dict[str, tuple[str, ...]] = {}
    for entry in sorted(entries, key=lambda entry: entry.sequence):
        stays[entry.question] = entry.options
    return stays


def kept(standing: Standing) -> dict[str, tuple[str, ...]]:
    return {question: answer.options for question, answer in standing.answers.items()}


@given(saves, some.randoms())
def test_the_phones_order_counts_not_the_order_of_arrival(entries: list[Entry], chance: object) -> None:
    arrived = list(entries)
    chance.shuffle(arrived)  # type: ignore[attr-defined]
    assert kept(replay([STARTED, *arrived])) == oracle(entries)


@given(saves, some.integers(0, 30))
def test_repeats_change_nothing(entries: list[Entry], again: int) -> None:
    once = replay([STARTED, *entries])
    assert replay([STARTED, *entries, *entries[:again]]) == once


@given(saves, saves)
def test_nothing_after_finish_changes_an_answer(before: list[Entry], after: list[Entry]) -> None:
    finished = replay([STARTED, *before, FINISHED, MARKED])
    assert finished.state == "marked"
    assert replay([STARTED, *before, FINISHED, *after, FINISHED, MARKED, *after]) == finished


def test_of_two_with_one_number_the_later_written_counts() -> None:
    first, second = Entry("answered", "x", ("a",), 4), Entry("answered", "x", ("b",), 4)
    assert replay([STARTED, first, second]).answers == {"x": Answer(("b",), 4)}


def test_an_answer_can_be_taken_back() -> None:
    entries = [STARTED, Entry("answered", "x", ("a",), 1), Entry("answered", "x", (), 2)]
    assert kept(replay(entries)) == {"x": ()}


def test_states_in_their_order() -> None:
    steps = [STARTED, Entry("answered", "x", ("a",), 1), FINISHED, MARKED]
    assert [replay(steps[:count]).state for count in range(5)] == ["none", "started", "answering", "finished", "marked"]


def test_nothing_happens_before_the_start() -> None:
    assert replay([Entry("answered", "x", ("a",), 1), FINISHED, MARKED]) == Standing()
