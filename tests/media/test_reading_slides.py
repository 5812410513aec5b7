"""Slides are read once their pictures are there; what staff wrote stays, and nothing waits for it."""

import json
from typing import Any

import pytest
from PIL import Image

from lms.foundation.api import read_stored, store_bytes
from lms.foundation.models import Job
from lms.foundation.work.runner import run as run_job
from media_pipeline.actions.read_slides import begin_slides, read_again
from media_pipeline.actions.write_slides import write_slides
from media_pipeline.actions.write_timeline import write_timeline
from media_pipeline.models import Recording, RenditionFile
from media_pipeline.pipeline.recipes import AVIF
from media_pipeline.querysets import preview_entry
from media_pipeline.reader import NoReader, find_reader
from tests.factories.media import WORDS, ready_recording, slide, trainer

pytestmark = pytest.mark.django_db


class Spectacles:
    """Reads a sentence that says in which order it was asked."""

    name = "spectacles 1"
    languages_available = frozenset({"en", "ur"})

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def read(self, image: Image.Image, languages: list[str]) -> str:
        assert image.size == (640, 360)
        self.asked.append(list(languages))
        return f"| ~\nHeading {len(self.asked)}\nMore words"


@pytest.fixture
def reader(monkeypatch: Any) -> Spectacles:
    made = Spectacles()
    monkeypatch.setattr("media_pipeline.actions.read_slides.find_reader", lambda: made)
    return made


@pytest.fixture
def lecture(tmp_path: Any) -> Recording:
    """A minute with two real stills, at 0 and 20 seconds."""
    made = ready_recording(language="ur")
    for still in RenditionFile.objects.filter(rendition__recording=made, role="still"):
        path = tmp_path / f"{still.position}.avif"
        slide(still.position, WORDS[still.position]).save(path, **AVIF)
        still.stored = store_bytes(path.read_bytes(), suffix="avif", content_type="image/avif")
        still.save()
    return made


def run_words() -> None:
    for job in Job.objects.filter(kind="media.words", state="waiting"):
        run_job(job.uuid)


def texts(recording: Recording) -> list[tuple[float, str, bool]]:
    return list(recording.slides.values_list("at_seconds", "text", "written"))


def file_of(recording: Recording, role: str) -> bytes:
    return read_stored(RenditionFile.objects.get(rendition__recording=recording, role=role).stored)


def test_rows_are_there_at_once_and_words_when_the_job_ran(lecture: Recording, reader: Spectacles) -> None:
    begin_slides(lecture, created_by=None)
    assert texts(lecture) == [(0.0, "", False), (20.0, "", False)]
    assert b"Slide 1" in file_of(lecture, "chapters") or "سلائیڈ 1".encode() in file_of(lecture, "chapters")
    run_words()
    assert texts(lecture) == [(0.0, "Heading 1\nMore words", False), (20.0, "Heading 2\nMore words", False)]
    assert reader.asked == [["ur", "en"]] * 2
    assert file_of(lecture, "chapters").decode().split("\n\n")[1:] == [
        "00:00:00.000 --> 00:00:20.000\nHeading 1",
        "00:00:20.000 --> 00:01:00.000\nHeading 2\n",
    ]
    slides = json.loads(file_of(lecture, "timeline"))["slides"]
    stills = RenditionFile.objects.filter(rendition__recording=lecture, role="still").order_by("position")
    assert [each["still"] for each in slides] == [each.stored.name for each in stills]


def test_words_of_staff_are_never_read_over(lecture: Recording, reader: Spectacles) -> None:
    begin_slides(lecture, created_by=None)
    user = trainer("amina", lecture.collection).user
    assert write_slides(lecture, {0: "", 1: "Two signs,\r\n one word "}, user=user) == 1
    run_words()
    assert texts(lecture) == [(0.0, "Heading 1\nMore words", False), (20.0, "Two signs,\none word", True)]
    assert len(reader.asked) == 1


def test_words_written_while_the_reader_reads_stay(lecture: Recording, reader: Spectacles, monkeypatch: Any) -> None:
    begin_slides(lecture, created_by=None)
    user = trainer("amina", lecture.collection).user

    def meanwhile(image: Image.Image, languages: list[str]) -> str:
        write_slides(lecture, {0: "Mine"}, user=user)
        return "Read words"

    monkeypatch.setattr(reader, "read", meanwhile)
    run_words()
    assert [text for _at, text, _written in texts(lecture)] == ["Mine", "Read words"]


def test_words_stay_with_their_slide_when_the_recording_is_processed_again(
    lecture: Recording, reader: Spectacles
) -> None:
    begin_slides(lecture, created_by=None)
    run_words()
    write_slides(lecture, {1: "Written"}, user=trainer("amina", lecture.collection).user)
    stills = RenditionFile.objects.filter(rendition__recording=lecture, position=1, at_seconds__isnull=False)
    stills.update(at_seconds=22.5)
    begin_slides(lecture, created_by=None)
    assert texts(lecture) == [(0.0, "Heading 1\nMore words", False), (22.5, "Written", True)]


def test_where_nothing_reads_rows_are_empty_and_the_job_is_done(lecture: Recording, monkeypatch: Any) -> None:
    monkeypatch.setattr("media_pipeline.actions.read_slides.find_reader", NoReader)
    begin_slides(lecture, created_by=None)
    run_words()
    assert texts(lecture) == [(0.0, "", False), (20.0, "", False)]
    assert Job.objects.get(kind="media.words").state == "done"


def test_slides_are_read_again_when_asked_and_once_at_a_time(lecture: Recording, reader: Spectacles) -> None:
    begin_slides(lecture, created_by=None)
    read_again(lecture, created_by=None)
    assert Job.objects.filter(kind="media.words").count() == 1
    run_words()
    read_again(lecture, created_by=None)
    run_words()
    assert [text.splitlines()[0] for _at, text, _written in texts(lecture)] == ["Heading 3", "Heading 4"]


def test_the_same_slides_have_the_same_timeline_and_an_entry_still_counts_what_playing_costs(
    lecture: Recording,
) -> None:
    before = preview_entry(lecture)
    write_timeline(lecture)
    first = [file_of(lecture, role) for role in ("timeline", "chapters")]
    write_timeline(lecture)
    assert [file_of(lecture, role) for role in ("timeline", "chapters")] == first
    from media_pipeline.entry import cost

    assert cost(preview_entry(lecture), "slides") == cost(before, "slides")


def test_without_slides_there_is_no_timeline(lecture: Recording) -> None:
    lecture.renditions.filter(rung="slides").delete()
    begin_slides(lecture, created_by=None)
    assert not RenditionFile.objects.filter(role="timeline").exists()
    assert not lecture.slides.exists()


@pytest.mark.skipif(not find_reader().languages_available, reason="no tesseract on this machine")
def test_a_real_reader_reads_a_real_slide(lecture: Recording) -> None:
    begin_slides(lecture, created_by=None)
    run_words()
    assert [text.splitlines()[0] for _at, text, _written in texts(lecture)] == list(WORDS[:2])
