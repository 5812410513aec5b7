"""The server speaks tus 1.0: begin, ask, send, forget; each refusal is a sentence and loses nothing."""

import base64
import hashlib
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from lms.foundation.api import read_stored
from lms.foundation.models import Job
from media_pipeline.models import Recording, Upload
from tests.factories.media import ready_recording, trainer
from tests.media.uploads.conftest import Sender, upload_at

pytestmark = pytest.mark.django_db
LECTURE = bytes(range(256)) * 40


def test_it_says_what_it_can(client: Client) -> None:
    answer = client.options(reverse("hunar_media:uploads"))
    assert answer.status_code == 204
    assert answer["Tus-Version"] == answer["Tus-Resumable"] == "1.0.0"
    assert set(answer["Tus-Extension"].split(",")) == {
        *("creation", "creation-with-upload", "expiration", "checksum", "termination"),
    }
    assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256"
    assert int(answer["Tus-Max-Size"]) == 4 * 10**9


def test_an_upload_becomes_a_recording(sender: Sender, mine: Collection) -> None:
    address = sender.begun(len(LECTURE), name="Lecture 1.MP4", language="ur", synthetic_voice="1")
    first = sender.send(address, 0, LECTURE[:4000])
    assert (first.status_code, first["Upload-Offset"]) == (204, "4000")
    asked = sender.ask("head", address)
    assert (asked.status_code, asked["Upload-Offset"], asked["Upload-Length"]) == (200, "4000", str(len(LECTURE)))
    assert asked["Cache-Control"] == "no-store"
    assert "GMT" in asked["Upload-Expires"]
    assert "filename " in asked["Upload-Metadata"]
    last = sender.send(address, 4000, LECTURE[4000:])
    made = Recording.objects.get()
    assert last["Content-Location"] == reverse("hunar_media_recordings:inspect", args=(made.pk,))
    assert (made.title, made.language, made.synthetic_voice, made.collection) == ("Lecture 1", "ur", True, mine)
    assert (made.original.suffix, made.original.content_type) == ("mp4", "video/mp4")
    assert made.uploaded_by_person is not None
    assert read_stored(made.original) == LECTURE
    assert Job.objects.filter(key__startswith=made.job_prefix).exists()


def test_asking_again_after_the_end_gives_the_same_recording(sender: Sender) -> None:
    address = sender.begun(len(LECTURE))
    first = sender.send(address, 0, LECTURE)
    again = sender.send(address, len(LECTURE), b"")
    asked = sender.ask("head", address)
    assert first["Content-Location"] == again["Content-Location"] == asked["Content-Location"]
    assert Recording.objects.count() == 1


def test_the_first_bytes_may_come_along(sender: Sender) -> None:
    answer = sender.begin(len(LECTURE), body=LECTURE[:100])
    assert (answer.status_code, answer["Upload-Offset"]) == (201, "100")
    whole = sender.begin(len(LECTURE), body=LECTURE)
    assert (whole.status_code, whole["Upload-Offset"]) == (201, str(len(LECTURE)))
    assert Recording.objects.count() == 1


def test_it_replaces_the_file_of_a_recording_and_keeps_what_was_not_said(sender: Sender, mine: Collection) -> None:
    made = ready_recording(collection=mine, title="Contrast", language="ps")
    sender.send(sender.begun(5, replaces=str(made.uuid)), 0, b"other")
    made.refresh_from_db()
    assert (made.version, made.state, made.title, made.language) == (2, "waiting", "Contrast", "ps")
    assert read_stored(made.original) == b"other"


def test_a_sender_elsewhere_is_told_and_nothing_moves(sender: Sender) -> None:
    address = sender.begun(1000)
    sender.send(address, 0, LECTURE[:500])
    for offset in (0, 499, 501, 1000):
        assert sender.send(address, offset, b"x").status_code == 409
    assert upload_at(address).offset == 500


def test_more_than_was_announced_is_refused(sender: Sender) -> None:
    address = sender.begun(10)
    answer = sender.send(address, 0, b"x" * 11)
    assert (answer.status_code, upload_at(address).offset) == (400, 0)


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_bytes_that_changed_on_their_way_are_not_kept(sender: Sender, algorithm: str) -> None:
    address = sender.begun(len(LECTURE))
    said = base64.b64encode(hashlib.new(algorithm, LECTURE).digest()).decode()
    changed = sender.send(address, 0, b"y" + LECTURE[1:], **{"Upload-Checksum": f"{algorithm} {said}"})
    assert (changed.status_code, upload_at(address).offset) == (460, 0)
    same = sender.send(address, 0, LECTURE, **{"Upload-Checksum": f"{algorithm} {said}"})
    assert same.status_code == 204
    assert Recording.objects.exists()


@pytest.mark.parametrize("kind", ["sha256", "checksum"])
def test_a_file_other_than_announced_never_enters_the_library(sender: Sender, kind: str) -> None:
    said = hashlib.sha256(LECTURE).digest()
    digest = (said if kind == "sha256" else hashlib.sha256(said).digest()).hex()
    wrong = sender.begun(len(LECTURE), **{kind: digest})
    answer = sender.send(wrong, 0, LECTURE[:-1] + b"?")
    assert answer.status_code == 410
    assert "checksum" in answer.content.decode()
    assert not Recording.objects.exists()
    assert sender.send(wrong, len(LECTURE), b"").status_code == 410
    right = sender.begun(len(LECTURE), **{kind: digest})
    assert right != wrong
    assert sender.send(right, 0, LECTURE).status_code == 204


def test_the_same_file_goes_on_where_it_was_and_the_new_words_win(sender: Sender) -> None:
    digest = hashlib.sha256(hashlib.sha256(LECTURE).digest()).hexdigest()
    address = sender.begun(len(LECTURE), checksum=digest, title="First words")
    sender.send(address, 0, LECTURE[:3000])
    again = sender.begin(len(LECTURE), name="other.mp4", checksum=digest, title="Better words")
    assert (again.status_code, again["Location"], again["Upload-Offset"]) == (200, address, "3000")
    sender.send(address, 3000, LECTURE[3000:])
    assert Recording.objects.get().title == "Better words"


def test_without_a_checksum_each_upload_is_its_own(sender: Sender) -> None:
    assert sender.begun(10) != sender.begun(10)


@pytest.mark.parametrize(
    ("length", "name", "status"),
    [(0, "a.mp4", 400), (4 * 10**9 + 1, "a.mp4", 413), (10, "notes.pdf", 415), (10, "list.m3u8", 415)],
)
def test_what_cannot_come_in_is_refused_before_the_first_byte(
    sender: Sender, length: int, name: str, status: int
) -> None:
    answer = sender.begin(length, name=name)
    assert answer.status_code == status
    assert answer.content.decode().endswith(".")
    assert not Upload.objects.exists()


def test_the_quota_counts_what_is_unfinished(sender: Sender, settings: Any) -> None:
    settings.HUNAR_MEDIA_PIPELINE = {"MAX_UNFINISHED_BYTES": 1000}
    address = sender.begun(600)
    refused = sender.begin(600)
    assert refused.status_code == 413
    assert "Finish or discard" in refused.content.decode()
    sender.ask("delete", address)
    assert sender.begin(600).status_code == 201


def test_a_full_disk_is_said_before_the_first_byte(sender: Sender, settings: Any) -> None:
    settings.HUNAR_MEDIA_PIPELINE = {"UPLOAD_SPARE_BYTES": 10**16}
    refused = sender.begin(600)
    assert refused.status_code == 507
    assert "looks after this site" in refused.content.decode()


def test_a_list_of_other_files_is_refused_at_its_first_bytes(sender: Sender) -> None:
    address = sender.begun(10_000)
    answer = sender.send(address, 0, b"#EXTM3U\nfile:///etc/passwd\n" * 200)
    assert answer.status_code == 415
    assert "list of other files" in answer.content.decode()
    assert (upload_at(address).state, upload_at(address).offset) == ("refused", 0)
    again = sender.send(address, 0, b"other bytes")
    assert (again.status_code, "list of other files" in again.content.decode()) == (410, True)


@pytest.mark.parametrize("first", [b"\0\0\0", b"BM", b"v=0" + b"\xff" * 100])
def test_a_few_bytes_condemn_nobody(sender: Sender, first: bytes) -> None:
    rest = b"\x20ftypisom" + LECTURE
    address = sender.begun(len(first) + len(rest))
    assert sender.send(address, 0, first).status_code == 204
    assert upload_at(address).state == "receiving"


def test_a_list_that_trickles_in_is_refused_at_the_end(sender: Sender) -> None:
    text = b"#EXTM3U\nfile:///etc/passwd\n"
    address = sender.begun(len(text))
    for at in range(len(text) - 1):
        sender.send(address, at, text[at : at + 1])
    assert sender.send(address, len(text) - 1, text[-1:]).status_code == 410
    assert not Recording.objects.exists()


def test_forgetting_removes_row_and_bytes(sender: Sender, tmp_path: Any) -> None:
    address = sender.begun(1000)
    sender.send(address, 0, b"x" * 500)
    assert sender.ask("delete", address).status_code == 204
    assert not Upload.objects.exists()
    assert not [path for path in (tmp_path / "content").rglob("*") if path.is_file()]
    assert sender.ask("head", address).status_code == 404


def test_a_finished_upload_is_not_forgotten_by_its_address(sender: Sender) -> None:
    address = sender.begun(5)
    sender.send(address, 0, b"bytes")
    assert sender.ask("delete", address).status_code == 410
    assert Recording.objects.exists()


def test_somebody_elses_upload_is_as_unknown_as_none(sender: Sender, mine: Collection) -> None:
    address = sender.begun(1000)
    other = Sender(trainer("bushra", mine))
    nowhere = reverse("hunar_media:upload", args=("0" * 8 + "-0000-4000-8000-" + "0" * 12,))
    for where in (address, nowhere):
        assert other.ask("head", where).status_code == 404
        assert other.send(where, 0, b"x").status_code == 404
        assert other.ask("delete", where).status_code == 404
    assert upload_at(address).offset == 0


def test_who_may_not_add_recordings_is_refused(mine: Collection) -> None:
    theirs = Collection.get_first_root_node().add_child(name="Theirs")
    there = ready_recording(collection=theirs)
    assert Sender(trainer("guest")).begin(10).status_code == 404
    sender = Sender(trainer("bushra", mine))
    assert sender.begin(10, collection=str(theirs.pk)).status_code == 403
    assert sender.begin(10, replaces=str(there.uuid)).status_code == 404
    assert sender.begin(10, replaces="nonsense").status_code == 404
    assert not Upload.objects.exists()


def test_a_right_that_was_withdrawn_meanwhile_keeps_the_recording_out(sender: Sender, amina: Any) -> None:
    address = sender.begun(5)
    amina.user.groups.clear()
    answer = sender.send(address, 0, b"bytes")
    assert answer.status_code == 410
    assert not Recording.objects.exists()
    assert upload_at(address).state == "refused"


def test_who_is_signed_out_is_told_that_nothing_is_lost(sender: Sender) -> None:
    address = sender.begun(1000)
    sender.client.logout()
    answer = sender.send(address, 0, b"x")
    assert answer.status_code == 403
    assert "What has arrived is kept" in answer.content.decode()


def test_without_the_token_nothing_is_taken(amina: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(amina.user)
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Metadata": "filename YS5tcDQ="}
    assert strict.post(reverse("hunar_media:uploads"), headers=headers).status_code == 403
    strict.cookies["hunar_project_csrf"] = token = "a" * 32
    answer = strict.post(reverse("hunar_media:uploads"), headers={**headers, "X-CSRFToken": token})
    assert answer.status_code == 201


def test_another_version_is_refused(sender: Sender) -> None:
    answer = sender.client.post(reverse("hunar_media:uploads"), headers={"Tus-Resumable": "0.2.2"})
    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")


@pytest.mark.parametrize(
    "headers",
    [
        {"Upload-Length": "ten"},
        {"Upload-Defer-Length": "1"},
        {"Upload-Length": "10", "Upload-Metadata": "filename ***"},
        {"Upload-Length": "10", "Upload-Metadata": "filename YS5tcDQ=,sha256 YWJj"},
        {"Upload-Length": "10", "Upload-Metadata": "filename YS5tcDQ=,language eHg="},
        {"Upload-Length": "10", "Upload-Metadata": "filename YS5tcDQ=,collection eHg="},
    ],
)
def test_headers_that_are_none_are_refused(sender: Sender, headers: dict[str, str]) -> None:
    assert sender.ask("post", reverse("hunar_media:uploads"), **headers).status_code == 400


def test_a_body_of_another_kind_is_refused(sender: Sender) -> None:
    address = sender.begun(10)
    answer = sender.client.patch(
        address, b"x", content_type="text/plain", headers={"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
    )
    assert answer.status_code == 415
    assert sender.send(address, 0, b"x", **{"Upload-Checksum": "md5 abc"}).status_code == 400
    assert upload_at(address).offset == 0


def test_a_client_that_knows_only_post_says_what_it_means(sender: Sender) -> None:
    address = sender.begun(5)
    headers = {"X-HTTP-Method-Override": "PATCH", "Upload-Offset": "0"}
    assert sender.ask("post", address, b"bytes", **headers).status_code == 204
    assert sender.client.get(address, headers={"X-HTTP-Method-Override": "DELETE"}).status_code == 405
