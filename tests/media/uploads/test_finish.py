"""An upload becomes a recording once, whoever asks how often, and whoever dies in between."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Collection

from lms.foundation.api import read_stored
from lms.people.models import Person
from media_pipeline.models import Recording, Upload
from media_pipeline.uploads.actions import finish as finish_module
from media_pipeline.uploads.actions.append import append
from media_pipeline.uploads.actions.finish import finish
from media_pipeline.uploads.errors import UploadRefused
from media_pipeline.uploads.staging import find_staging
from tests.foundation.threads import at_once

LECTURE = bytes(range(256)) * 100


def whole(person: Person, collection: Collection) -> Upload:
    """An upload whose bytes are all here and that nobody finished yet."""
    made = Upload.objects.create(
        owner=person.user,
        length=len(LECTURE),
        collection=collection,
        file_name="a.mp4",
        title="Contrast",
        expires_at=timezone.now(),
    )
    append(made, 0, io.BytesIO(LECTURE).read, len(LECTURE))
    return made


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_recording(amina: Person, mine: Collection) -> None:
    made = whole(amina, mine)
    found = at_once(5, lambda _: finish(Upload.objects.get(pk=made.pk)))
    assert Recording.objects.count() == 1
    assert {recording.pk for recording in found if recording} == {Recording.objects.get().pk}
    assert read_stored(Recording.objects.get().original) == LECTURE
    assert find_staging().names() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["disk", "bucket"])
def test_who_dies_after_the_bytes_were_handed_over_loses_nothing(
    place: str, amina: Person, mine: Collection, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    if place == "bucket":
        request.getfixturevalue("bucket")
    made = whole(amina, mine)

    def dies(*_: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(finish_module, "_keep", dies)
        with pytest.raises(SystemExit):
            finish(made)
    assert not Recording.objects.exists()
    recording = finish(made)
    assert recording is not None
    assert read_stored(recording.original) == LECTURE
    assert find_staging().names() == set()


@pytest.mark.django_db
def test_an_upload_that_is_not_all_here_makes_none(amina: Person, mine: Collection) -> None:
    made = whole(amina, mine)
    Upload.objects.filter(pk=made.pk).update(length=len(LECTURE) + 1)
    assert finish(made) is None
    assert not Recording.objects.exists()


@pytest.mark.django_db
def test_bytes_that_the_disk_lost_are_said_and_make_none(amina: Person, mine: Collection) -> None:
    made = whole(amina, mine)
    find_staging().discard(str(made.uuid))
    with pytest.raises(UploadRefused, match="Upload the file once more"):
        finish(made)
    made.refresh_from_db()
    assert made.state == "refused"
    assert not Recording.objects.exists()


@pytest.mark.django_db
def test_no_second_copy_lies_on_the_disk(amina: Person, mine: Collection, tmp_path: Path) -> None:
    made = whole(amina, mine)
    (arriving,) = (path for path in (tmp_path / "content").rglob("*") if path.is_file())
    same = arriving.stat().st_ino
    recording = finish(made)
    (kept,) = (path for path in (tmp_path / "content").rglob("*") if path.is_file())
    assert recording is not None
    assert kept.name == recording.original.name
    assert kept.stat().st_ino == same
