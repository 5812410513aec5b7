"""The pages for captions and for the words of slides: whole without script, errors beside their row, nothing lost."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import Collection

from lms.foundation.api import read_stored
from lms.foundation.models import Job
from media_pipeline.actions.keep_captions import put_captions
from media_pipeline.captions.cues import Cue
from media_pipeline.models import Recording
from media_pipeline.querysets import cues_of
from tests.factories.media import ready_recording, trainer
from tests.media.test_keeping_captions import TYPIST

pytestmark = pytest.mark.django_db
URDU = "حاشیہ چھوڑیں"
CUES = (Cue(1000, 2500, "Leave a margin"), Cue(3000, 5000, URDU))


@pytest.fixture
def lecture() -> Recording:
    """A minute that belongs to Amina's collection."""
    return ready_recording(language="ur", collection=Collection.get_first_root_node().add_child(name="Mine"))


@pytest.fixture
def staff(lecture: Recording) -> Client:
    client = Client()
    client.force_login(trainer("amina", lecture.collection).user)
    return client


def url(name: str, lecture: Recording, *more: str) -> str:
    return reverse(f"hunar_media_recordings:{name}", args=(lecture.pk, *more))


def bring(staff: Client, lecture: Recording, data: bytes, language: str = "ur") -> Any:
    file = SimpleUploadedFile("lesson.srt", data)
    return staff.post(url("captions", lecture), {"language": language, "file": file})


def rows(*each: tuple[str, str, str], do: str = "save", version: str = "") -> dict[str, Any]:
    start, end, text = (list(column) for column in zip(*each, strict=True)) if each else ([], [], [])
    return {"start": start, "end": end, "text": text, "do": do, "version": version}


def kept(lecture: Recording) -> tuple[Cue, ...]:
    return cues_of(lecture.captions.get())


def test_a_file_is_brought_looked_through_and_downloaded(staff: Client, lecture: Recording) -> None:
    reply = bring(staff, lecture, f"1\r\n00:00:03,000 --> 00:00:05,000\r\n{URDU}".encode("cp1256", "replace"))
    assert reply["Location"] == url("edit_captions", lecture, "ur")
    page = staff.get(reply["Location"]).content.decode()
    assert 'value="0:03"' in page
    assert 'dir="auto" lang="ur"' in page
    vtt = staff.get(url("download_captions", lecture, "ur", "vtt"))
    assert vtt.content == read_stored(lecture.captions.get().stored)
    assert vtt["Content-Type"] == "text/vtt; charset=utf-8"
    assert "captions-ur.vtt" in vtt["Content-Disposition"]
    srt = staff.get(url("download_captions", lecture, "ur", "srt"))
    assert srt.content.startswith(b"1\n00:00:03,000 --> 00:00:05,000\n")


def test_a_file_with_faults_is_answered_line_by_line(staff: Client, lecture: Recording) -> None:
    text = "\n\n".join(f"{n}\n00:0{n}:00 --> 00:0{n}:01\nlate" for n in range(9)) + "\n\n00:01 --> soon\nx"
    page = bring(staff, lecture, text.encode()).content.decode()
    assert "Nothing was changed" in page
    assert "Line 6: this caption comes after the end of the recording, which is at 1:00." in page
    assert "Line 37: these times cannot be read." in page
    assert not lecture.captions.exists()


@pytest.mark.parametrize("posted", [{}, {"language": "ur"}, {"language": "xx", "file": SimpleUploadedFile("a", b"a")}])
def test_a_form_without_a_file_or_a_language_is_answered_in_words(
    staff: Client, lecture: Recording, posted: dict[str, Any]
) -> None:
    assert "Choose a file and its language." in staff.post(url("captions", lecture), posted).content.decode()


def test_captions_are_written_from_nothing(staff: Client, lecture: Recording) -> None:
    page = url("edit_captions", lecture, "ps")
    assert 'value="0:00"' in staff.get(page).content.decode()
    reply = staff.post(page, rows(("0:02", "4", "second"), ("", "", ""), ("0:00,5", "0:02", f" {URDU}\r\n<b> ")))
    assert reply["Location"] == url("captions", lecture)
    assert kept(lecture) == (Cue(500, 2000, f"{URDU}\n<b>"), Cue(2000, 4000, "second"))
    assert lecture.captions.get().origin == "edited"


def test_a_wrong_row_is_marked_and_nothing_is_saved_or_lost(staff: Client, lecture: Recording) -> None:
    reply = staff.post(url("edit_captions", lecture, "ur"), rows(("0:01", "0:02", "good"), ("0:05", "0:04", "<i>bad")))
    page = reply.content.decode()
    assert "Nothing was saved yet" in page
    assert 'href="#row-2"' in page
    assert "This caption ends before it begins." in page
    assert "&lt;i&gt;bad" in page
    assert 'value="0:04"' in page
    assert not lecture.captions.exists()


def test_buttons_change_the_rows_and_save_nothing(staff: Client, lecture: Recording) -> None:
    put_captions(lecture, "ur", CUES, "uploaded")
    page = url("edit_captions", lecture, "ur")
    given = [("0:01", "0:02.5", "Leave a margin"), ("0:03", "0:05", URDU)]
    for do, count in (("split-0", 3), ("join-0", 1), ("add-1", 3), ("add-", 3), ("remove-0", 1), ("remove-9", 2)):
        reply = staff.post(page, rows(*given, do=do)).content.decode()
        assert reply.count('name="text"') == count, do
        assert "Not saved yet." in reply
    assert kept(lecture) == CUES


def test_two_people_do_not_overwrite_each_other_unasked(staff: Client, lecture: Recording) -> None:
    put_captions(lecture, "ur", CUES, "uploaded")
    page = url("edit_captions", lecture, "ur")
    mine = ("0:01", "0:02", "mine")
    reply = staff.post(page, rows(mine, version="0" * 64)).content.decode()
    assert "Somebody else saved these captions meanwhile." in reply
    assert "mine" in reply
    assert kept(lecture) == CUES
    version = lecture.captions.get().stored.sha256
    assert f'value="{version}"' in reply
    staff.post(page, rows(mine, version=version))
    assert kept(lecture) == (Cue(1000, 2000, "mine"),)


def test_no_captions_at_all_is_said_and_not_saved(staff: Client, lecture: Recording) -> None:
    assert "there is no caption" in staff.post(url("edit_captions", lecture, "ur"), rows()).content.decode()


def test_captions_too_many_for_the_sites_forms_are_edited_as_a_file(staff: Client, lecture: Recording) -> None:
    put_captions(lecture, "ur", [Cue(n, n + 1, "x") for n in range(400)], "uploaded")
    page = url("edit_captions", lecture, "ur")
    assert "too many for one form" not in staff.get(page).content.decode()
    with override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=1000):
        shown = staff.get(page).content.decode()
    assert "too many for one form" in shown
    assert "<textarea" not in shown


def test_captions_are_deleted_by_a_post(staff: Client, lecture: Recording) -> None:
    put_captions(lecture, "ur", CUES, "uploaded")
    assert staff.get(url("delete_captions", lecture, "ur")).status_code == 405
    for _again in range(2):
        assert staff.post(url("delete_captions", lecture, "ur")).status_code == 302
    assert not lecture.captions.exists()


def test_where_no_program_writes_nobody_is_offered_one(staff: Client, lecture: Recording) -> None:
    assert "Let a computer" not in staff.get(url("captions", lecture)).content.decode()
    assert staff.post(url("ask_for_captions", lecture, "ur")).status_code == 404


@override_settings(HUNAR_MEDIA_PIPELINE={"CAPTIONER": TYPIST})
def test_a_program_is_asked_by_a_button_and_its_work_is_marked(staff: Client, lecture: Recording) -> None:
    page = staff.get(url("captions", lecture)).content.decode()
    assert "Let a computer write them in Urdu" in page
    assert "Let a computer write them in Pashto" not in page
    staff.post(url("ask_for_captions", lecture, "ur"))
    assert "A computer is writing captions in Urdu" in staff.get(url("captions", lecture)).content.decode()
    assert Job.objects.get().kind == "media.captions"
    put_captions(lecture, "ur", CUES, "automatic")
    for name in ("captions", "inspect"):
        assert "Written by a computer, not yet checked" in staff.get(url(name, lecture)).content.decode()


def test_words_of_slides_are_written_in_one_form(staff: Client, lecture: Recording) -> None:
    for position in range(2):
        lecture.slides.create(position=position, at_seconds=20 * position, text=f"read {position}")
    page = staff.get(url("slides", lecture)).content.decode()
    assert page.count("<textarea") == 2
    # While the form was open, the first slide was read again.
    lecture.slides.filter(position=0).update(text="read better")
    posted = {"position": ["0", "1"], "before": ["read 0", "read 1"], "text": ["read 0", f"{URDU}\r\nmore"]}
    reply = staff.post(url("slides", lecture), posted)
    assert reply["Location"] == url("inspect", lecture)
    assert list(lecture.slides.values_list("text", "written")) == [("read better", False), (f"{URDU}\nmore", True)]
    assert URDU in staff.get(reply["Location"]).content.decode()


def test_slides_can_be_read_again(staff: Client, lecture: Recording) -> None:
    staff.post(url("read_slides", lecture))
    assert Job.objects.get().kind == "media.words"
    assert "are being read" in staff.get(url("slides", lecture)).content.decode()


def test_somebody_elses_words_are_unknown(lecture: Recording) -> None:
    put_captions(lecture, "ur", CUES, "uploaded")
    stranger = Client()
    stranger.force_login(trainer("bilal", Collection.get_first_root_node().add_child(name="Theirs")).user)
    addresses = [
        *(url(name, lecture) for name in ("captions", "slides", "read_slides")),
        *(url(name, lecture, "ur") for name in ("edit_captions", "delete_captions", "ask_for_captions")),
        url("download_captions", lecture, "ur", "vtt"),
    ]
    for address in addresses:
        assert stranger.get(address).status_code == 404, address
        assert stranger.post(address).status_code == 404, address
    assert kept(lecture) == CUES


@pytest.mark.parametrize("more", [("xx",), ("ur", "exe"), ("ps", "vtt")])
def test_an_address_of_nothing_is_not_found(staff: Client, lecture: Recording, more: tuple[str, ...]) -> None:
    put_captions(lecture, "ur", CUES, "uploaded")
    name = "edit_captions" if len(more) == 1 else "download_captions"
    assert staff.get(url(name, lecture, *more)).status_code == 404


def test_spoilt_files_are_never_a_server_error(staff: Client, lecture: Recording) -> None:
    from tests.media.test_mutated_captions import PIECES

    for piece in PIECES:
        assert bring(staff, lecture, b"1\n00:01.000 --> 00:02.000\n" + piece * 3).status_code in (200, 302)


def test_the_script_is_one_file_that_no_page_needs() -> None:
    script = Path("media_pipeline/static/hunar_media/captions.js").read_bytes()
    assert len(script) < 2000
