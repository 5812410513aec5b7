"""Requests that no page of ours sends: each is answered in words, takes nothing that is not hers and breaks nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection

from lms.people.models import Person
from media_pipeline.captions.times import written
from media_pipeline.models import Recording, Upload
from media_pipeline.uploads.actions import sweep
from media_pipeline.uploads.errors import StagingFull
from media_pipeline.uploads.protocol import write_metadata
from tests.factories.media import ready_recording, trainer

pytestmark = pytest.mark.django_db
LONG_NUMBER = "9" * 5000


@pytest.fixture
def amina(mine: Collection) -> Person:
    return trainer("amina", mine)


@pytest.fixture
def lecture(mine: Collection) -> Recording:
    return ready_recording(collection=mine, title="Contrast", seconds=14_000.0)


@pytest.fixture
def client(amina: Person) -> Client:
    """Hers; what a view raises becomes the answer that a browser gets."""
    found = Client(raise_request_exception=False)
    found.force_login(amina.user)
    return found


def staff(name: str, *more: Any) -> str:
    return reverse(f"hunar_media_recordings:{name}", args=more)


def begun(client: Client, **metadata: str) -> Any:
    said = write_metadata({"filename": "a.mp4", "filetype": "video/mp4"} | metadata)
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "5000", "Upload-Metadata": said}
    return client.post(reverse("hunar_media:uploads"), headers=headers)


def test_who_may_not_delete_cannot_by_the_address_alone(client: Client, lecture: Recording) -> None:
    """She may change what stands in her collection, and so may each of her colleagues."""
    assert client.get(staff("inspect", lecture.pk)).status_code == 200
    assert client.post(staff("delete", lecture.pk)).status_code in {302, 404}
    assert Recording.objects.filter(pk=lecture.pk).exists()


def test_a_file_of_no_recording_is_unknown() -> None:
    address = f"{reverse('hunar_media:uploads').removesuffix('uploads/')}{'a' * 36}/files/{'0' * 64}.x"
    assert Client(raise_request_exception=False).get(address).status_code == 404


def test_numbers_without_end(client: Client, lecture: Recording) -> None:
    assert begun(client, collection=LONG_NUMBER).status_code == 400
    assert (
        client.post(staff("slides", lecture.pk), {"position": LONG_NUMBER, "before": "", "text": "x"}).status_code
        == 302
    )
    split = client.post(staff("edit_captions", lecture.pk, "ur"), {"do": f"split-{LONG_NUMBER}"})
    assert split.status_code == 200


def test_a_title_for_a_new_version_is_as_long_as_a_title_may_be(client: Client, lecture: Recording) -> None:
    assert begun(client, replaces=str(lecture.uuid), title="x\0" * 5000).status_code == 201
    upload = Upload.objects.get()
    assert len(upload.title) <= Recording._meta.get_field("title").max_length
    assert "\0" not in upload.title


def test_captions_that_grow_when_they_are_written_are_read_again(client: Client, lecture: Recording) -> None:
    cues = [f"{written(at * 1000)} --> {written(at * 1000 + 900)}\n{'&' * 1000}\n" for at in range(300)]
    file = SimpleUploadedFile("a.vtt", ("WEBVTT\n\n" + "\n".join(cues)).encode())
    assert client.post(staff("captions", lecture.pk), {"language": "ur", "file": file}).status_code == 302
    assert lecture.captions.get().stored.bytes > 1_000_000
    for page in (staff("inspect", lecture.pk), staff("captions", lecture.pk), staff("edit_captions", lecture.pk, "ur")):
        assert client.get(page).status_code == 200
    call_command("update_index", verbosity=0)


def test_a_full_store_keeps_nothing_else_from_being_swept(
    amina: Person, mine: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = {"owner": amina.user, "file_name": "a.mp4", "collection": mine, "length": 5}
    Upload.objects.create(offset=5, expires_at=timezone.now(), **common)
    Upload.objects.create(offset=2, expires_at=timezone.now() - timedelta(days=9), **common)

    def full(_upload: Upload) -> None:
        raise StagingFull

    monkeypatch.setattr(sweep, "finish", full)
    assert sweep.sweep_uploads().forgotten == 1
    assert Upload.objects.get().offset == 5
