"""Which share of the words is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from media_pipeline.pipeline.readable import FEWEST, Words, kept, mostly_arabic, share, words

texts = some.text("ab cd نظر ۱", max_size=60).map(words)


@given(texts, texts)
def test_no_more_is_kept_than_was_there_nor_than_was_seen(source: Words, seen: Words) -> None:
    assert 0 <= kept(source, seen) <= min(source.total(), seen.total())
    assert kept(source, source) == source.total()


@given(some.lists(some.tuples(texts, texts)))
def test_a_share_is_none_for_hardly_any_words_else_between_none_and_all(pairs: list[tuple[Words, Words]]) -> None:
    found = share(pairs)
    if sum(source.total() for source, _ in pairs) < FEWEST:
        assert found is None
    else:
        assert found is not None
        assert 0 <= found <= 1


def test_a_word_counts_as_often_as_it_stood_there() -> None:
    source = words("frame frame frame layer layer mask mask mask")
    assert share([(source, words("frame layer LAYER mask"))]) == pytest.approx(4 / 8)


def test_specks_are_no_words() -> None:
    assert words("a | __ -- of x1 رنگ") == {"رنگ": 1}


@pytest.mark.parametrize(
    ("text", "arabic"), [("Contrast", False), ("سرخی", True), ("رنگ Photoshop", True), ("", False), ("123", False)]
)
def test_the_script_is_seen(text: str, arabic: bool) -> None:
    assert mostly_arabic(text) is arabic
