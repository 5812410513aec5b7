"""A full disk, a store that is away, a file that ends too early: the original stays, and the page says what to do."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from lms.foundation.api import stored_path
from lms.foundation.models import Job
from lms.foundation.work.runner import run as run_job
from media_pipeline.actions.add_recording import add_recording
from media_pipeline.ffmpeg import process as ffmpeg_process
from media_pipeline.models import Recording
from media_pipeline.staff.progress import standing
from tests.factories.media import Clips, process, waiting_jobs

pytestmark = [pytest.mark.encodes, pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def full(*_: Any, **__: Any) -> Any:
    """What the system says when nothing more fits in."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def whole_files_are_there(recording: Recording) -> bool:
    """True when every file that can be seen has all its bytes."""
    files = [each.stored for made in recording.renditions.all() for each in made.files.all()]
    return all(stored_path(each).stat().st_size == each.bytes for each in files)  # type: ignore[union-attr]


@pytest.mark.parametrize("where", ["actions.make_pieces", "actions.make_rendition"])
def test_a_full_store_is_waited_for_and_heals_by_itself(where: str, clips: Clips, monkeypatch: Any) -> None:
    recording = add_recording(clips.path("sound.m4a"), title="Sound", by=None)
    with monkeypatch.context() as fault:
        fault.setattr(f"media_pipeline.{where}.store_path", full)
        for _ in range(8):
            process(recording)
            Job.objects.update(run_after=timezone.now())
    recording.refresh_from_db()
    assert recording.state == "working"
    assert "no room left" in standing(recording)["sentence"]
    assert "kept" in standing(recording)["sentence"]
    assert whole_files_are_there(recording)
    Job.objects.update(run_after=timezone.now())
    process(recording)
    assert recording.state == "ready"
    assert whole_files_are_there(recording)


def test_an_ffmpeg_that_runs_out_of_room_does_not_blame_the_recording(clips: Clips, monkeypatch: Any) -> None:
    recording = add_recording(clips.path("sound.m4a"), title="Sound", by=None)
    run_job(waiting_jobs(recording)[0].uuid)
    with monkeypatch.context() as fault:
        fault.setattr(ffmpeg_process.shutil, "disk_usage", lambda _: Usage())
        fault.setattr("media_pipeline.pipeline.voice.WHOLE", {"format": "no such thing"})
        process(recording)
    assert recording.state == "working"
    assert "no room left" in standing(recording)["sentence"]
    Job.objects.update(run_after=timezone.now())
    process(recording)
    assert recording.state == "ready"


class Usage:
    """A disk without room."""

    free = 0


class SmallDisk:
    """A file system of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self._mount("-t", "tmpfs", "-o", "size=100m", "tmpfs")

    def leave(self, kibibytes: int) -> None:
        """So much room besides what is there, which stays."""
        used = shutil.disk_usage(self.folder).used // 1024
        self._mount("-o", f"remount,size={used + kibibytes}k")

    def remove(self) -> None:
        """Gone with all that is on it."""
        subprocess.run(["umount", "--lazy", self.folder], check=True)

    def _mount(self, *options: str) -> None:
        subprocess.run(["mount", *options, self.folder], check=True, capture_output=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A real one, where this machine lets us mount it."""
    try:
        disk = SmallDisk(tmp_path / "small")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk: nobody may mount one on this machine")
    yield disk
    disk.remove()


@pytest.mark.parametrize("what", ["WORK_ROOT", "CONTENT_ROOT"])
def test_a_disk_that_is_really_full_is_waited_for(
    what: str, clips: Clips, small_disk: SmallDisk, settings: Any
) -> None:
    settings.HUNAR_FOUNDATION = settings.HUNAR_FOUNDATION | {what: str(small_disk.folder)}
    recording = add_recording(clips.path("phone.mp4"), title="Upright", by=None)
    # Enough for its sound, not for its video.
    small_disk.leave(700)
    process(recording)
    recording.refresh_from_db()
    assert recording.state == "working"
    assert "no room left" in standing(recording)["sentence"]
    assert recording.parts.exists()
    assert whole_files_are_there(recording)
    small_disk.leave(100_000)
    Job.objects.update(run_after=timezone.now())
    process(recording)
    assert recording.state == "ready"
    assert whole_files_are_there(recording)


def test_a_store_that_is_away_is_asked_again(clips: Clips, monkeypatch: Any) -> None:
    from media_pipeline.actions import make_pieces

    recording = add_recording(clips.path("sound.m4a"), title="Sound", by=None)
    store, calls = make_pieces.store_path, []

    def now_and_then(*given: Any, **options: Any) -> Any:
        calls.append(given)
        if len(calls) in (1, 2, 4):
            raise ConnectionError("503 Slow Down")
        return store(*given, **options)

    monkeypatch.setattr(make_pieces, "store_path", now_and_then)
    for _ in range(5):
        process(recording)
        Job.objects.update(run_after=timezone.now())
    assert recording.state == "ready"
    assert whole_files_are_there(recording)


def test_a_store_that_stays_away_is_said_on_the_recording_and_can_be_tried_again(
    clips: Clips, monkeypatch: Any
) -> None:
    recording = add_recording(clips.path("sound.m4a"), title="Sound", by=None)

    def away(*_: Any, **__: Any) -> Any:
        raise ConnectionError("503")

    monkeypatch.setattr("media_pipeline.actions.make_pieces.store_path", away)
    for _ in range(8):
        process(recording)
        Job.objects.update(run_after=timezone.now())
    recording.refresh_from_db()
    assert recording.state == "failed"
    assert "given up" in recording.failure
    assert stored_path(recording.original).is_file()  # type: ignore[union-attr]


def test_a_recording_cut_off_in_the_middle_keeps_its_original(clips: Clips, tmp_path: Path) -> None:
    """An MP4 whose index never came; its name says another kind, with signs that upset a command line."""
    cut = tmp_path / "-x $(touch here) \u202egpj.webm"
    cut.write_bytes(clips.path("slides.mp4").read_bytes()[:60_000])
    recording = process(add_recording(cut, title="Cut off", by=None))
    assert recording.state == "failed"
    assert recording.failure.endswith(".")
    assert stored_path(recording.original).read_bytes() == cut.read_bytes()  # type: ignore[union-attr]


def test_the_wrong_ending_changes_nothing(clips: Clips, tmp_path: Path) -> None:
    odd = tmp_path / "lecture\n.txt"
    odd.write_bytes(clips.path("sound.m4a").read_bytes())
    assert process(add_recording(odd, title="Odd", by=None)).state == "ready"
