"""A seed is a paper: the same for ever, whatever order the bank comes in."""

import hashlib
from collections import Counter

from hypothesis import given
from hypothesis import strategies as some

from assessments.draw import draw, order_options

KNOWN = ["question-3", "question-9", "question-5", "question-0", "question-10"]
names = some.lists(some.uuids().map(str), min_size=1, max_size=20, unique=True)


def test_known_papers_never_change() -> None:
    bank = [f"question-{number}" for number in range(12)]
    assert draw(bank, 5, "seed", shuffle=True) == KNOWN
    assert draw(bank, 5, "seed", shuffle=False) == sorted(KNOWN, key=bank.index)
    assert order_options(list("abcd"), "seed", "question-1", shuffle=True) == list("cbad")


@given(names, some.integers(1, 25), some.text(max_size=8), some.randoms())
def test_the_order_of_the_bank_does_not_matter(bank: list[str], count: int, seed: str, chance: object) -> None:
    other = list(bank)
    chance.shuffle(other)  # type: ignore[attr-defined]
    drawn = draw(bank, count, seed, shuffle=True)
    assert draw(other, count, seed, shuffle=True) == drawn
    assert len(drawn) == len(set(drawn)) == min(count, len(bank))
    assert set(draw(bank, count, seed, shuffle=False)) == set(drawn)


@given(names, some.integers(1, 25), some.text(max_size=8))
def test_it_is_the_documented_algorithm(bank: list[str], count: int, seed: str) -> None:
    by_hash = sorted(bank, key=lambda key: hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest())
    assert draw(bank, count, seed, shuffle=True) == by_hash[:count]


def test_every_question_has_the_same_chance() -> None:
    bank = [f"q{number}" for number in range(10)]
    seen = Counter(key for seed in range(2000) for key in draw(bank, 5, str(seed), shuffle=True))
    assert all(900 < seen[key] < 1100 for key in bank)


def test_unshuffled_options_stand_as_written() -> None:
    assert order_options(list("dcba"), "seed", "q", shuffle=False) == list("dcba")
