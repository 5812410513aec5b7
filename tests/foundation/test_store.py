"""The content store: same bytes, same row, whole or not there."""

import errno
import hashlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage

from lms.foundation.api import adopt_path, find_stored, open_stored, read_stored, store_bytes, store_path, stored_path
from lms.foundation.models import StoredFile
from tests.foundation.threads import at_once

pytestmark = pytest.mark.django_db


def test_bytes_come_back_under_the_name_of_their_hash() -> None:
    stored = store_bytes(b"hello", suffix="txt", content_type="text/plain")
    assert stored.sha256 == hashlib.sha256(b"hello").hexdigest()
    assert (stored.bytes, stored.suffix, stored.content_type) == (5, "txt", "text/plain")
    assert read_stored(stored) == b"hello"
    with open_stored(stored) as stream:
        stream.seek(3)
        assert stream.read() == b"lo"


def test_the_same_bytes_are_one_row_and_one_file() -> None:
    first = store_bytes(b"same", suffix="txt", content_type="text/plain")
    again = store_bytes(b"same", suffix="bin", content_type="application/octet-stream")
    assert again.pk == first.pk
    assert again.suffix == "txt"
    assert len(list(stored_path(first).parent.iterdir())) == 1


def test_a_file_is_found_by_its_hash_while_its_bytes_are_there() -> None:
    stored = store_bytes(b"known", suffix="txt", content_type="text/plain")
    assert find_stored(stored.sha256) == stored
    assert find_stored(hashlib.sha256(b"unknown").hexdigest()) is None
    stored_path(stored).unlink()
    assert find_stored(stored.sha256) is None


def test_a_path_is_copied_and_left(tmp_path: Path) -> None:
    source = tmp_path / "recording.mp4"
    source.write_bytes(b"\0" * 3_000_000)
    stored = store_path(source, suffix="mp4", content_type="video/mp4")
    assert stored.bytes == 3_000_000
    assert source.exists()
    assert stored_path(stored).read_bytes() == source.read_bytes()


def test_an_empty_file_is_a_file_too() -> None:
    assert read_stored(store_bytes(b"", suffix="txt", content_type="text/plain")) == b""


def test_a_file_that_the_disk_lost_is_written_again() -> None:
    stored = store_bytes(b"lost", suffix="txt", content_type="text/plain")
    stored_path(stored).unlink()
    with pytest.raises(FileNotFoundError):
        read_stored(stored)
    store_bytes(b"lost", suffix="txt", content_type="text/plain")
    assert read_stored(stored) == b"lost"


@pytest.mark.parametrize("suffix", ["", "../x", "TXT", "a.b", "x" * 17])
def test_a_suffix_that_is_none_is_refused(suffix: str) -> None:
    with pytest.raises(ValidationError):
        store_bytes(b"x", suffix=suffix, content_type="text/plain")
    assert not StoredFile.objects.exists()


def test_a_write_that_breaks_leaves_nothing(monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path) -> None:
    settings.HUNAR_FOUNDATION = {"CONTENT_ROOT": str(tmp_path)}

    def broken(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("lms.foundation.content.store.os.fsync", broken)
    with pytest.raises(OSError, match="space"):
        store_bytes(b"half", suffix="txt", content_type="text/plain")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not StoredFile.objects.exists()


def test_a_host_may_give_a_storage_of_its_own(settings: object, tmp_path: Path) -> None:
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "hunar_content": backend}
    stored = store_bytes(b"elsewhere", suffix="txt", content_type="text/plain")
    assert (tmp_path / stored.storage_name).read_bytes() == b"elsewhere"


def test_a_storage_without_a_disk_works_too(settings: object) -> None:
    backend = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "hunar_content": backend}
    stored = store_bytes(b"in memory", suffix="txt", content_type="text/plain")
    assert read_stored(stored) == b"in memory"
    assert stored_path(stored) is None


def test_no_stored_file_has_a_public_address() -> None:
    from lms.foundation.content.storage import content_storage

    stored = store_bytes(b"private", suffix="txt", content_type="text/plain")
    assert isinstance(content_storage(), FileSystemStorage)
    with pytest.raises(ValueError, match="public"):
        content_storage().url(stored.storage_name)


@pytest.mark.django_db(transaction=True)
def test_twenty_threads_with_one_file_make_one_row() -> None:
    def put(_: int) -> int:
        return store_bytes(b"all at once", suffix="txt", content_type="text/plain").pk

    assert len(set(at_once(20, put))) == 1
    assert StoredFile.objects.count() == 1


def test_a_finished_file_is_taken_over_without_a_second_copy(tmp_path: Path, settings: object) -> None:
    settings.HUNAR_FOUNDATION = {"CONTENT_ROOT": str(tmp_path / "content")}
    arrived = tmp_path / "arrived"
    arrived.write_bytes(b"a finished file")
    digest = hashlib.sha256(b"a finished file").hexdigest()
    for _ in range(2):
        stored = adopt_path(arrived, sha256=digest, suffix="mp4", content_type="video/mp4")
    assert (stored.sha256, stored.bytes) == (digest, 15)
    assert stored_path(stored).samefile(arrived)
    arrived.unlink()
    assert read_stored(stored) == b"a finished file"


def test_where_files_cannot_have_two_names_it_is_copied(
    tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HUNAR_FOUNDATION = {"CONTENT_ROOT": str(tmp_path / "content")}
    arrived = tmp_path / "arrived"
    arrived.write_bytes(b"from another disk")

    def elsewhere(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(Path, "hardlink_to", elsewhere)
    digest = hashlib.sha256(b"from another disk").hexdigest()
    stored = adopt_path(arrived, sha256=digest, suffix="mp4", content_type="video/mp4")
    assert read_stored(stored) == b"from another disk"
    assert not stored_path(stored).samefile(arrived)
