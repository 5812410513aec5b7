"""One value, one spelling."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.api import canonical_json

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(values)
def test_it_reads_back_and_spells_the_same_again(value: object) -> None:
    spelled = canonical_json(value)
    assert json.loads(spelled) == value
    assert canonical_json(json.loads(spelled)) == spelled


def test_the_spelling_itself() -> None:
    assert canonical_json({"b": [1, True], "a": "ہنر"}) == '{"a":"ہنر","b":[1,true]}\n'.encode()


def test_what_json_has_no_word_for_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))
