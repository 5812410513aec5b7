"""The disk is full in the middle: the site says so, keeps what is there, and goes on when there is room again."""

import base64
import hashlib
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from lms.foundation.api import read_stored
from media_pipeline.models import Recording
from tests.media.uploads.conftest import Sender, upload_at

pytestmark = pytest.mark.django_db
MEBIBYTE = 1024 * 1024
ROOM = 24 * MEBIBYTE + 5000
LECTURE = b"\0\0\0\x20ftypisom" + bytes(26 * MEBIBYTE)


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """A write past ``size`` fails in this process, as on a disk that is full there."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_what_is_here_is_kept_and_the_rest_follows(sender: Sender) -> None:
    address = sender.begun(len(LECTURE))
    with no_file_larger_than(ROOM):
        for _ in range(2):
            offset = upload_at(address).offset
            full = sender.send(address, offset, LECTURE[offset:])
            assert full.status_code == 507
            assert "What has arrived is kept" in full.content.decode()
            assert upload_at(address).offset == 24 * MEBIBYTE
    assert sender.send(address, 24 * MEBIBYTE, LECTURE[24 * MEBIBYTE :]).status_code == 204
    assert read_stored(Recording.objects.get().original) == LECTURE


def test_a_piece_that_cannot_be_checked_for_want_of_room_is_not_kept(sender: Sender) -> None:
    address = sender.begun(len(LECTURE))
    said = base64.b64encode(hashlib.sha1(LECTURE, usedforsecurity=False).digest()).decode()
    with no_file_larger_than(ROOM):
        full = sender.send(address, 0, LECTURE, **{"Upload-Checksum": f"sha1 {said}"})
    assert (full.status_code, upload_at(address).offset) == (507, 0)
