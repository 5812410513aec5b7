"""The two digests of a file do not depend on how its bytes came, and only those of the same bytes agree."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media_pipeline.uploads import digests
from media_pipeline.uploads.digests import BLOCK, Sums, said_checksum


def sums(*pieces: bytes) -> Sums:
    made = Sums()
    for piece in pieces:
        made.feed(piece)
    return made


def test_blocks_are_hashed_and_their_hashes_hashed() -> None:
    data = bytes(range(256)) * 4 * 1024 * 11
    assert len(data) > 2 * BLOCK
    blocks = [data[at : at + BLOCK] for at in range(0, len(data), BLOCK)]
    expected = hashlib.sha256(b"".join(hashlib.sha256(block).digest() for block in blocks)).hexdigest()
    assert sums(data).blocks() == expected
    assert sums(data).sha256() == hashlib.sha256(data).hexdigest()


@given(st.binary(max_size=64), st.lists(st.integers(0, 64)))
@settings(max_examples=200)
def test_the_pieces_do_not_matter(data: bytes, cuts: list[int]) -> None:
    with pytest.MonkeyPatch.context() as small:
        small.setattr(digests, "BLOCK", 8)
        places = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
        pieces = [data[start:end] for start, end in pairwise(places)]
        assert sums(*pieces).blocks() == sums(data).blocks()
        assert sums(*pieces).sha256() == sums(data).sha256()
        assert sums(data + b"x").blocks() != sums(data).blocks()


def test_either_digest_agrees_and_no_other() -> None:
    made = sums(b"a lecture")
    assert made.agree("")
    assert made.agree(f"sha256:{made.sha256()}")
    assert made.agree(f"blocks:{made.blocks()}")
    assert not made.agree(f"blocks:{made.sha256()}")
    assert not made.agree(f"sha256:{'0' * 64}")


def test_what_a_sender_says() -> None:
    assert said_checksum({"checksum": "A" * 64}) == "blocks:" + "a" * 64
    assert said_checksum({"sha256": "b" * 64}) == "sha256:" + "b" * 64
    assert said_checksum({"filename": "x"}) == ""
    with pytest.raises(ValueError, match="hexadecimal"):
        said_checksum({"sha256": "not a digest"})
