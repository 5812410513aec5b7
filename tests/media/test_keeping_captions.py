"""Captions are kept, replaced, downloaded and taken away by those who may, and found by search."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import override_settings
from wagtail.models import Collection, ModelLogEntry

from lms.foundation.api import read_stored
from lms.foundation.models import Job
from lms.foundation.work.runner import run as run_job
from media_pipeline.actions.ask_for_captions import ask_for_captions, being_written
from media_pipeline.actions.keep_captions import delete_captions, save_captions, upload_captions
from media_pipeline.captions.automatic import Captioner, NoCaptioner, find_captioner
from media_pipeline.captions.cues import Cue
from media_pipeline.captions.read import Unreadable
from media_pipeline.models import Caption, Recording
from tests.factories.media import ready_recording, trainer

pytestmark = pytest.mark.django_db
SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Leave</i> a margin\r\n"
URDU = "1\n00:00:01,000 --> 00:00:02,500\nحاشیہ چھوڑیں\n"


class Typist:
    """A program that hears the same words in everything."""

    languages = frozenset({"en", "ur"})

    def listen(self, sound: Path, language: str) -> list[Cue]:
        assert sound.read_bytes() == b"aac" * 3
        return [
            Cue(4000, 90_000, "to the end"),
            Cue(1000, 2000, f"heard in {language}\n"),
            Cue(70_000, 71_000, "after it"),
        ]


TYPIST = f"{__name__}.Typist"


@pytest.fixture
def lecture() -> Recording:
    """A minute that belongs to Amina's collection."""
    return ready_recording(collection=Collection.get_first_root_node().add_child(name="Mine"))


@pytest.fixture
def user(lecture: Recording) -> Any:
    return trainer("amina", lecture.collection).user


def text_of(caption: Caption) -> str:
    return read_stored(caption.stored).decode()


def test_a_file_is_kept_as_webvtt_in_one_spelling_and_logged(lecture: Recording, user: Any) -> None:
    caption = upload_captions(lecture, "en", SRT.encode("utf-16"), user=user)
    assert text_of(caption) == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nLeave a margin\n"
    assert (caption.stored.suffix, caption.stored.content_type) == ("vtt", "text/vtt")
    assert (caption.language, caption.origin) == ("en", "uploaded")
    entry = ModelLogEntry.objects.get(action="hunar_media.captions")
    assert entry.data == {"recording": str(lecture.uuid), "language": "en"}


def test_a_second_file_replaces_the_first_of_its_language_alone(lecture: Recording, user: Any) -> None:
    upload_captions(lecture, "ur", URDU.encode(), user=user)
    upload_captions(lecture, "en", SRT.encode(), user=user)
    upload_captions(lecture, "en", SRT.replace("Leave", "Keep").encode(), user=user)
    assert {each.language: "Keep" in text_of(each) for each in lecture.captions.all()} == {"en": True, "ur": False}


def test_a_file_with_a_fault_changes_nothing(lecture: Recording, user: Any) -> None:
    upload_captions(lecture, "en", SRT.encode(), user=user)
    with pytest.raises(Unreadable, match="Line 6"):
        upload_captions(lecture, "en", (SRT + "\r\n2\r\n00:01:10,0 --> 00:01:11,0\r\nlate").encode(), user=user)
    assert "Leave" in text_of(lecture.captions.get())


def test_only_those_who_may_change_the_recording_may_change_its_captions(lecture: Recording, user: Any) -> None:
    caption = upload_captions(lecture, "en", SRT.encode(), user=user)
    stranger = trainer("bilal", Collection.get_first_root_node().add_child(name="Theirs")).user
    for attempt in (
        lambda: upload_captions(lecture, "en", URDU.encode(), user=stranger),
        lambda: save_captions(lecture, "en", [Cue(0, 1, "x")], user=stranger),
        lambda: delete_captions(caption, user=stranger),
        lambda: ask_for_captions(lecture, "en", by=None, user=stranger),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert "Leave" in text_of(lecture.captions.get())


def test_deleted_captions_are_gone_and_the_log_says_so(lecture: Recording, user: Any) -> None:
    delete_captions(upload_captions(lecture, "en", SRT.encode(), user=user), user=user)
    assert not lecture.captions.exists()
    assert ModelLogEntry.objects.filter(action="hunar_media.captions_delete").count() == 1


@pytest.mark.parametrize("program", [NoCaptioner(), Typist()])
def test_every_captioner_keeps_the_promise(program: Captioner, tmp_path: Path) -> None:
    sound = tmp_path / "sound.m4a"
    sound.write_bytes(b"aac" * 3)
    for language in (*program.languages, "ps"):
        cues = list(program.listen(sound, language))
        assert all(isinstance(cue, Cue) for cue in cues)
        assert not cues or program.languages
    assert sound.read_bytes() == b"aac" * 3
    assert all(len(language) == 2 for language in program.languages)


def test_without_a_captioner_nobody_can_be_asked(lecture: Recording, user: Any) -> None:
    assert isinstance(find_captioner(""), NoCaptioner)
    with pytest.raises(LookupError):
        ask_for_captions(lecture, "en", by=None, user=user)
    assert not Job.objects.exists()


@override_settings(HUNAR_MEDIA_PIPELINE={"CAPTIONER": TYPIST})
def test_a_program_writes_captions_that_are_marked_until_somebody_checked_them(lecture: Recording, user: Any) -> None:
    ask_for_captions(lecture, "ur", by=None, user=user)
    ask_for_captions(lecture, "ur", by=None, user=user)
    assert being_written(lecture) == {"ur"}
    run_job(Job.objects.get().uuid)
    caption = lecture.captions.get()
    assert (caption.language, caption.origin) == ("ur", "automatic")
    # What lies beyond the recording is cut off it.
    assert text_of(caption).split("\n\n")[1:] == [
        "00:00:01.000 --> 00:00:02.000\nheard in ur",
        "00:00:04.000 --> 00:01:00.000\nto the end\n",
    ]
    assert being_written(lecture) == set()
    assert save_captions(lecture, "ur", [Cue(0, 1000, "checked")], user=user).origin == "edited"


@override_settings(HUNAR_MEDIA_PIPELINE={"CAPTIONER": TYPIST})
def test_a_program_never_replaces_what_a_person_wrote_and_may_be_asked_again(lecture: Recording, user: Any) -> None:
    ask_for_captions(lecture, "en", by=None, user=user)
    caption = upload_captions(lecture, "en", SRT.encode(), user=user)
    run_job(Job.objects.get().uuid)
    assert "Leave" in text_of(lecture.captions.get())
    delete_captions(caption, user=user)
    ask_for_captions(lecture, "en", by=None, user=user)
    run_job(Job.objects.get(state="waiting").uuid)
    assert "heard" in text_of(lecture.captions.get())


@override_settings(HUNAR_MEDIA_PIPELINE={"CAPTIONER": TYPIST})
def test_a_recording_without_sound_says_why_it_gets_no_captions(lecture: Recording, user: Any) -> None:
    lecture.renditions.all().delete()
    ask_for_captions(lecture, "en", by=None, user=user)
    run_job(Job.objects.get().uuid)
    job = Job.objects.get()
    assert (job.state, "no sound" in job.error) == ("failed", True)
