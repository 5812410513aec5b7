"""Staff upload, watch and preview what is theirs, and nothing else."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, ModelLogEntry

from lms.foundation.models import Job
from media_pipeline.actions.add_recording import start_processing
from media_pipeline.models import Recording
from tests.factories.media import ready_recording, recording, trainer

pytestmark = pytest.mark.django_db
URL = "hunar_media_recordings"


def upload(client: Client, url: str, **values: Any) -> Any:
    return client.post(url, {"title": "Contrast", "language": "en"} | values)


def test_an_upload_is_kept_logged_and_queued(staff: Client, mine: Collection) -> None:
    file = SimpleUploadedFile("Lecture 1.MP4", b"some bytes", content_type="text/html")
    response = upload(staff, reverse(f"{URL}:add"), file=file, collection=mine.pk)
    made = Recording.objects.get()
    assert response["Location"] == reverse(f"{URL}:inspect", args=(made.pk,))
    assert (made.state, made.version, made.collection) == ("waiting", 1, mine)
    assert (made.original.suffix, made.original.content_type) == ("mp4", "video/mp4")
    assert made.uploaded_by_person is not None
    assert Job.objects.get(key=made.job_key("plan")).queue == "media"
    assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 1


def test_an_upload_into_somebody_elses_collection_is_refused(staff: Client, theirs: Collection) -> None:
    file = SimpleUploadedFile("a.mp4", b"some bytes")
    response = upload(staff, reverse(f"{URL}:add"), file=file, collection=theirs.pk)
    assert response.status_code == 200
    assert not Recording.objects.exists()


def test_an_empty_file_is_refused_by_a_sentence(staff: Client, mine: Collection) -> None:
    response = upload(staff, reverse(f"{URL}:add"), file=SimpleUploadedFile("a.mp4", b""), collection=mine.pk)
    assert b"empty" in response.content
    assert not Recording.objects.exists()


def test_a_new_file_is_a_new_version_with_a_job_of_its_own(staff: Client, mine: Collection) -> None:
    made = ready_recording(collection=mine)
    file = SimpleUploadedFile("b.mkv", b"other bytes")
    upload(staff, reverse(f"{URL}:edit", args=(made.pk,)), file=file, collection=mine.pk)
    made.refresh_from_db()
    assert (made.version, made.state, made.original.suffix) == (2, "waiting", "mkv")
    assert Job.objects.filter(key=made.job_key("plan")).count() == 1


def test_new_words_process_nothing(staff: Client, mine: Collection) -> None:
    made = ready_recording(collection=mine)
    upload(staff, reverse(f"{URL}:edit", args=(made.pk,)), title="Better words", collection=mine.pk)
    made.refresh_from_db()
    assert (made.title, made.version, made.state) == ("Better words", 1, "ready")
    assert not Job.objects.exists()


def test_the_page_of_a_recording_shows_cost_and_previews(staff: Client, mine: Collection) -> None:
    made = ready_recording(collection=mine)
    page = staff.get(reverse(f"{URL}:inspect", args=(made.pk,))).content.decode()
    for rung in ("slides", "audio", "video"):
        assert reverse("hunar_media:preview", args=(made.uuid, rung)) in page
    assert "MB" in page
    preview = staff.get(reverse("hunar_media:preview", args=(made.uuid, "slides")))
    assert preview.status_code == 200
    assert b"<audio" in preview.content
    assert preview["X-Frame-Options"] == "SAMEORIGIN"


def test_a_failure_is_a_sentence_and_a_button(staff: Client, mine: Collection) -> None:
    made = recording(collection=mine, state="failed", failure="This file is empty.")
    assert b"This file is empty." in staff.get(reverse(f"{URL}:inspect", args=(made.pk,))).content
    staff.post(reverse(f"{URL}:retry", args=(made.pk,)))
    made.refresh_from_db()
    assert made.state == "waiting"
    assert Job.objects.get(key=made.job_key("plan")).state == "waiting"


def test_progress_is_told_in_words(staff: Client, mine: Collection) -> None:
    made = recording(collection=mine)
    start_processing(made, by=None)
    told = staff.get(reverse(f"{URL}:progress", args=(made.pk,))).json()
    assert told["state"] == "waiting"
    assert told["sentence"] == "It is next. You may leave this page; the work goes on."
    assert not told["over"]


def test_somebody_elses_recording_is_unknown_everywhere(staff: Client, theirs: Collection) -> None:
    other = ready_recording(collection=theirs, title="Not for you")
    stored = other.renditions.get(rung="audio").files.first().stored  # type: ignore[union-attr]
    for name in ("inspect", "edit", "delete", "history", "usage", "progress"):
        assert staff.get(reverse(f"{URL}:{name}", args=(other.pk,))).status_code in (302, 404), name
    assert staff.post(reverse(f"{URL}:retry", args=(other.pk,))).status_code == 404
    addresses = (
        reverse("hunar_media:preview", args=(other.uuid, "audio")),
        reverse("hunar_media:file", args=(other.uuid, stored.sha256, stored.suffix)),
        reverse("hunar_media_recording_chooser:chosen", args=(other.pk,)),
    )
    for address in addresses:
        assert staff.get(address).status_code == 404, address
    for name in ("hunar_media_recordings:index", "hunar_media_recording_chooser:choose"):
        assert "Not for you" not in staff.get(reverse(name)).content.decode()


def test_my_recording_can_be_chosen(staff: Client, mine: Collection) -> None:
    made = ready_recording(collection=mine, title="For you")
    assert "For you" in staff.get(reverse("hunar_media_recording_chooser:choose")).json()["html"]
    chosen = staff.get(reverse("hunar_media_recording_chooser:chosen", args=(made.pk,))).json()
    assert chosen["result"]["title"] == "For you"


def test_a_file_has_one_address_for_staff_and_none_for_visitors(staff: Client, mine: Collection) -> None:
    made = ready_recording(collection=mine)
    stored = made.renditions.get(rung="audio").files.get(role="audio").stored
    address = reverse("hunar_media:file", args=(made.uuid, stored.sha256, stored.suffix))
    assert b"".join(staff.get(address).streaming_content) == b"opus"  # type: ignore[attr-defined]
    part = staff.get(address, headers={"range": "bytes=1-2"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"pu")  # type: ignore[attr-defined]
    assert Client().get(address).status_code == 404
    original = reverse("hunar_media:file", args=(made.uuid, made.original.sha256, made.original.suffix))
    assert staff.get(original).status_code == 404


def test_someone_without_rights_has_no_menu_item_and_no_screen(theirs: Collection) -> None:
    client = Client()
    client.force_login(trainer("guest").user)
    assert client.get(reverse(f"{URL}:index")).status_code == 302
    assert "Recordings" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_collection_with_recordings_cannot_be_deleted(mine: Collection, admin_client: Client) -> None:
    made = ready_recording(collection=mine)
    admin_client.post(reverse("wagtailadmin_collections:delete", args=(mine.pk,)))
    assert Recording.objects.filter(pk=made.pk).exists()


def test_a_recording_that_a_page_holds_stays_and_says_why(
    mine: Collection, admin_client: Client, monkeypatch: Any
) -> None:
    from django.db.models import ProtectedError

    made = ready_recording(collection=mine)

    def held(*_: Any, **__: Any) -> None:
        raise ProtectedError("A lesson plays this recording.", {made})

    monkeypatch.setattr(Recording, "delete", held)
    response = admin_client.post(reverse(f"{URL}:delete", args=(made.pk,)), follow=True)
    assert "A lesson plays this recording." in response.content.decode()
