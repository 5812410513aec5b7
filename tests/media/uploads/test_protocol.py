"""The headers of tus 1.0: what is well said is understood, everything else is refused and never breaks the reader."""

import base64
import hashlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.uploads.protocol import (
    BadHeader,
    read_checksum,
    read_metadata,
    read_number,
    write_metadata,
)

KEYS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters=","), min_size=1)
NOISE = st.text(st.characters(max_codepoint=0x2FF), max_size=80)


@given(st.dictionaries(KEYS, st.text(st.characters(exclude_categories=("Cs",)))))
def test_metadata_comes_back_as_it_was_said(values: dict[str, str]) -> None:
    assert read_metadata(write_metadata(values)) == values


@given(NOISE)
def test_noise_is_metadata_or_a_bad_header(noise: str) -> None:
    with suppress(BadHeader):
        assert isinstance(read_metadata(noise), dict)


def test_a_key_may_stand_alone_and_spaces_around_a_pair_are_nothing() -> None:
    assert read_metadata("is_private, filename bGVjdHVyZS5tcDQ=") == {"is_private": "", "filename": "lecture.mp4"}
    assert read_metadata(None) == read_metadata("") == {}


@pytest.mark.parametrize(
    "bad", ["name bGU=,name bGU=", "n\u00e4me bGU=", "name not*base64", "name gICA", "a  b c", "name b\x00"]
)
def test_metadata_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(BadHeader):
        read_metadata(bad)


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_a_number_of_bytes_is_read(number: int) -> None:
    assert read_number("Upload-Length", str(number)) == number


@pytest.mark.parametrize("bad", [None, "", "-1", "+1", "1.0", " 1", "1e3", "0x10", "۱۲", "9" * 19])
def test_other_numbers_are_refused(bad: str | None) -> None:
    with pytest.raises(BadHeader, match="Upload-Offset"):
        read_number("Upload-Offset", bad)


@given(st.binary(max_size=2000), st.sampled_from(["sha1", "sha256"]))
def test_a_checksum_agrees_with_its_own_bytes_alone(data: bytes, algorithm: str) -> None:
    said = base64.b64encode(hashlib.new(algorithm, data).digest()).decode()
    checksum = read_checksum(f"{algorithm} {said}")
    assert checksum is not None
    for bytes_of, same in ((data, True), (data + b"x", False)):
        hasher = checksum.hasher()
        hasher.update(bytes_of)
        assert checksum.agrees(hasher) is same


@pytest.mark.parametrize(
    "bad", ["", "md5 1B2M2Y8AsgTpgAmY7PhCfg==", "sha1", "sha1 ????", "sha256 2jmj7l5rSw0yVb/vlWAYkK/YBwk="]
)
def test_a_checksum_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(BadHeader):
        read_checksum(bad)


def test_without_a_checksum_there_is_none() -> None:
    assert read_checksum(None) is None
