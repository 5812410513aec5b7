"""Both places where unfinished uploads lie keep the same promises: on a disk, and in a bucket."""

import hashlib
import random
from typing import Any

import pytest

from lms.foundation.api import read_stored
from media_pipeline.uploads.errors import StagingLost
from media_pipeline.uploads.staging import Place, Staging, find_staging
from media_pipeline.uploads.staging.bucket import BucketStaging
from media_pipeline.uploads.staging.disk import DiskStaging

pytestmark = pytest.mark.django_db
MEBIBYTE = 1024 * 1024
NAME = "6f0d1d5c-55ff-4b5b-9f0a-8f4c3f3b2a11"


@pytest.fixture(params=["disk", "bucket"])
def staging(request: pytest.FixtureRequest) -> Staging:
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    found = find_staging()
    assert isinstance(found, {"disk": DiskStaging, "bucket": BucketStaging}[request.param])
    return found


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def fill(staging: Staging, data: bytes, sizes: list[int], name: str = NAME) -> Place:
    """Write ``data`` in pieces of these sizes, over and over, none larger than the area takes at once."""
    place: Place = {"metadata": "kept"}
    offset, turn = 0, 0
    while offset < len(data):
        piece = data[offset : offset + min(sizes[turn % len(sizes)], staging.step)]
        with staging.turn(name):
            place = staging.write(name, place, offset, piece)
        offset, turn = offset + len(piece), turn + 1
    return place


def hand_over(staging: Staging, data: bytes, place: Place) -> Any:
    digest = hashlib.sha256(data).hexdigest()
    return staging.hand_over(NAME, place, len(data), sha256=digest, suffix="mp4", content_type="video/mp4")


@pytest.mark.parametrize("sizes", [[5 * MEBIBYTE], [700_001], [3 * MEBIBYTE, 1, 4 * MEBIBYTE], [12_345]])
def test_what_was_written_is_read_and_handed_over(staging: Staging, sizes: list[int]) -> None:
    data = noise(11 * MEBIBYTE + 7 if min(sizes) > 20_000 else 200_000)
    place = fill(staging, data, sizes)
    assert place["metadata"] == "kept"
    assert b"".join(staging.read(NAME, place, len(data))) == data
    stored = hand_over(staging, data, place)
    assert (stored.bytes, stored.content_type) == (len(data), "video/mp4")
    staging.discard(NAME)
    assert read_stored(stored) == data
    assert staging.names() == set()


def test_handing_over_again_changes_nothing(staging: Staging) -> None:
    data = noise(3000)
    place = fill(staging, data, [1000])
    assert hand_over(staging, data, place) == hand_over(staging, data, place)


def test_bytes_of_a_writer_that_died_before_it_was_acknowledged_do_not_count(staging: Staging) -> None:
    data = noise(2000)
    with staging.turn(NAME):
        first = staging.write(NAME, {}, 0, data[:1000])
        staging.write(NAME, first, 1000, b"never acknowledged" * 100)
        place = staging.write(NAME, first, 1000, data[1000:])
    assert b"".join(staging.read(NAME, place, 2000)) == data
    assert read_stored(hand_over(staging, data, place)) == data


def test_lost_bytes_are_missed(staging: Staging) -> None:
    place = fill(staging, noise(1000), [1000])
    staging.discard(NAME)
    with pytest.raises(StagingLost):
        list(staging.read(NAME, place, 1000))
    with pytest.raises(StagingLost), staging.turn(NAME):
        staging.write(NAME, {}, 1000, b"more")


def test_it_knows_what_lies_there(staging: Staging) -> None:
    assert staging.names() == set()
    fill(staging, b"one", [3], name="one")
    fill(staging, b"two", [3], name="two")
    assert staging.names() == {"one", "two"}
    staging.discard("one")
    staging.discard("one")
    assert staging.names() == {"two"}
    staging.sweep()


def test_a_joining_that_was_killed_is_given_up_after_a_day(bucket: Any, time_machine: Any) -> None:
    # This S3 says of every joining that it began on 10 November 2010 at 20:48.
    time_machine.move_to("2010-11-11T20:00Z")
    staging = find_staging()
    name = f"content/aa/aa{'0' * 62}.mp4"
    for key in (name, "content/somebody-elses"):
        bucket.client.create_multipart_upload(Bucket=bucket.bucket, Key=key)
    staging.sweep()
    assert bucket.open_joinings() == 2
    time_machine.move_to("2010-11-11T21:00Z")
    staging.sweep()
    assert bucket.open_joinings() == 1
