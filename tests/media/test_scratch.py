"""Folders of jobs vanish with them, and a worker far from the storage fetches an original once."""

import multiprocessing
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import InMemoryStorage

from lms.foundation.models import StoredFile
from media_pipeline import scratch
from media_pipeline.conf import work_folder
from media_pipeline.scratch import DamagedCopy, local_source, own_folder
from tests.factories.media import stored

MEDIA = {"SOURCE_COPIES_BYTES": 1000}


@pytest.fixture
def elsewhere(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A content store on another machine; the names of the files fetched from it."""
    storage = InMemoryStorage()
    fetched: list[str] = []
    monkeypatch.setattr("lms.foundation.content.store.content_storage", lambda: storage)
    fetch = scratch.open_stored

    def counting(file: StoredFile) -> Any:
        fetched.append(file.sha256)
        return fetch(file)

    monkeypatch.setattr(scratch, "open_stored", counting)
    settings.HUNAR_MEDIA_PIPELINE = MEDIA
    return fetched


def copies() -> set[str]:
    """The originals of which there is a copy."""
    return {path.parent.name for path in work_folder("sources").glob("*/original.*")}


@pytest.mark.django_db
def test_one_copy_serves_every_job_of_the_machine(elsewhere: list[str]) -> None:
    file = stored(b"a" * 400)
    with local_source(file) as one, local_source(file) as two:
        assert one == two
        assert one.read_bytes() == b"a" * 400
    with local_source(file):
        pass
    assert elsewhere == [file.sha256]


@pytest.mark.django_db
def test_copies_stay_within_their_bound_and_what_is_used_stays(elsewhere: list[str]) -> None:
    first, second, third, fourth = (stored(letter * 400) for letter in (b"a", b"b", b"c", b"d"))
    with local_source(first):
        with local_source(second):
            pass
        with local_source(third):
            pass
        assert copies() == {first.sha256, third.sha256}
    with local_source(fourth):
        assert copies() == {third.sha256, fourth.sha256}


@pytest.mark.django_db
def test_a_damaged_copy_is_never_used(elsewhere: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    file = stored(b"a" * 400)
    file.sha256 = "0" * 64
    monkeypatch.setattr(StoredFile, "storage_name", stored(b"b" * 400).storage_name)
    with pytest.raises(DamagedCopy), local_source(file):
        pass
    assert copies() == set()


@pytest.mark.django_db
def test_on_the_same_machine_nothing_is_copied() -> None:
    with local_source(stored(b"here")) as path:
        assert path.read_bytes() == b"here"
    assert not work_folder("sources").exists()


def hold_for_ever(name: str, said: Any) -> None:
    """What a job does until it is killed."""
    with own_folder(name) as folder:
        (folder / "half.mp4").write_bytes(b"half")
        said.send(str(folder))
        said.recv()


def test_what_a_killed_job_left_goes_when_the_next_begins_and_a_living_one_keeps_its_own() -> None:
    context = multiprocessing.get_context("fork")
    jobs = {}
    for name in ("killed", "living"):
        ours, theirs = context.Pipe()
        process = context.Process(target=hold_for_ever, args=(name, theirs), daemon=True)
        process.start()
        jobs[name] = (process, Path(ours.recv()))
    jobs["killed"][0].kill()
    jobs["killed"][0].join()
    with own_folder("next") as folder:
        left = {path.name for path in folder.parent.iterdir() if path.is_dir()}
        assert left == {"living", "next"}
        assert (jobs["living"][1] / "half.mp4").exists()
    jobs["living"][0].kill()
    jobs["living"][0].join()
