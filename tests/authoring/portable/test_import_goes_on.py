"""An import that broke off goes on where it was: no file is copied twice, and the course is the same."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from courses.authoring.actions.import_archive import ask_for_import
from courses.authoring.actions.import_edition import course_made_by, import_edition
from courses.authoring.api import compile_course
from courses.authoring.jobs import import_archive
from courses.authoring.models import CoursePage
from courses.authoring.portable import keep
from courses.authoring.portable.archive import BadArchive
from lms.foundation.api import store_bytes
from lms.foundation.models import Job, StoredFile
from lms.foundation.work.reaper import reap
from lms.foundation.work.runner import claim, run
from tests.authoring.portable.conftest import Travelling, packed, parts
from tests.factories.authoring import make_admin, make_course

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What no handler of ours may catch."""


class Copies:
    """Every copy into the content store is counted; after ``allowed`` of them the process dies."""

    def __init__(self, store_path: Callable[..., StoredFile]) -> None:
        self.made: list[str] = []
        self.allowed = 1000
        self.store_path = store_path

    def __call__(self, path: Path, **more: Any) -> StoredFile:
        if len(self.made) == self.allowed:
            raise Killed
        stored = self.store_path(path, **more)
        self.made.append(stored.sha256)
        return stored


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> Iterator[Copies]:
    counted = Copies(keep.store_path)
    monkeypatch.setattr(keep, "store_path", counted)
    return counted


def declared(archive: bytes) -> list[str]:
    """The files an import copies, in its order: all but fragments."""
    names = [name.removeprefix("files/") for name in sorted(parts(archive)) if name.startswith("files/")]
    return [name.split(".")[0] for name in names if not name.endswith(".html")]


def test_a_try_that_met_a_damaged_file_has_copied_those_before_it(
    afar: bytes, travelling: Travelling, copies: Copies
) -> None:
    members, files = parts(afar), declared(afar)
    last = next(name for name in members if files[-1] in name)
    with pytest.raises(BadArchive, match="damaged"):
        import_edition(BytesIO(packed(members | {last: members[last][::-1]})), by=None)
    assert copies.made == files[:-1]
    assert not CoursePage.objects.filter(title="Sign painting").exists()
    again = len(copies.made)
    course = import_edition(BytesIO(afar), by=None)
    drawings = [name for name in files if f"files/{name}.svg" in members]
    assert copies.made[again:] == sorted({*drawings, files[-1]})
    assert compile_course(course).hash == travelling.edition.hash


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_worker_that_was_killed_is_followed_by_another(
    afar: bytes, travelling: Travelling, copies: Copies, after: int
) -> None:
    archive = store_bytes(afar, suffix="zip", content_type="application/zip")
    job = ask_for_import(archive, by=make_admin(make_course()))
    copies.allowed = after
    _row, leased = claim(job.uuid)
    with pytest.raises(Killed):
        import_archive(leased, **job.payload)
    assert StoredFile.objects.exclude(pk=archive.pk).count() == after
    Job.objects.update(heartbeat_at=job.created_at.replace(year=2020))
    assert reap().returned == 1
    copies.allowed = 1000
    run(job.uuid)
    job.refresh_from_db()
    files = declared(afar)
    assert (job.state, job.attempt) == (Job.State.DONE, 2)
    assert sorted(set(copies.made)) == files
    drawings = sum(f"files/{name}.svg" in parts(afar) for name in copies.made[:after])
    assert len(copies.made) == len(files) + drawings
    assert compile_course(course_made_by(job.uuid)).hash == travelling.edition.hash


def test_whoever_knows_only_the_hash_of_a_file_does_not_get_it(afar: bytes, copies: Copies) -> None:
    members, files = parts(afar), declared(afar)
    name = next(name for name in members if name.endswith(".csv"))
    store_bytes(members[name], suffix="csv", content_type="text/csv")
    with pytest.raises(BadArchive, match="damaged"):
        import_edition(BytesIO(packed(members | {name: bytes(len(members[name]))})), by=None)
    assert set(copies.made) < set(files)
