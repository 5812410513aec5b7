"""The same job reaches several workers, or one that was missed comes back: a single writer, a single set of files."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Collection

from lms.foundation.models import Job
from lms.foundation.work.reaper import reap
from lms.foundation.work.runner import run as run_job
from media_pipeline.actions import make_pieces
from media_pipeline.actions.add_recording import add_recording
from media_pipeline.models import Recording
from media_pipeline.pipeline.workshop import Workshop
from tests.factories.media import Clips, process, waiting_jobs
from tests.foundation.threads import at_once
from tests.media.test_ffmpeg_process import wait_for

pytestmark = [pytest.mark.encodes, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick")]
WORKERS = 3


@pytest.fixture
def recording(clips: Clips) -> Recording:
    """A sound of which two pieces are made."""
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    return add_recording(clips.path("sound.m4a"), title="Sound", by=None)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pieces that somebody kept, in order."""
    names: list[str] = []
    keep = make_pieces.keep_piece

    def noting(run: Any, recording: Any, plan: Any, piece: Any, *where: Any) -> None:
        keep(run, recording, plan, piece, *where)
        names.append(piece.hash)

    monkeypatch.setattr(make_pieces, "keep_piece", noting)
    return names


def one_set_of_files(recording: Recording, kept: list[str]) -> bool:
    """True when all is made and every piece had one writer."""
    recording.refresh_from_db()
    pieces = {piece["hash"] for step in recording.plan["steps"] for piece in step["sounds"].values()}
    return recording.state == "ready" and recording.renditions.count() == 1 and sorted(kept) == sorted(pieces)


def test_three_workers_that_get_each_job_at_the_same_moment(recording: Recording, kept: list[str]) -> None:
    while (row := waiting_jobs(recording).first()) is not None:
        at_once(WORKERS, lambda _, uuid=row.uuid: run_job(uuid))
    assert one_set_of_files(recording, kept)
    assert set(Job.objects.filter(key__startswith=recording.job_prefix).values_list("attempt", flat=True)) == {1}


def test_a_worker_that_was_missed_and_comes_back_writes_nothing(
    recording: Recording, kept: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_job(waiting_jobs(recording)[0].uuid)
    row, sound = waiting_jobs(recording)[0], Workshop.sound
    others: list[threading.Thread] = []

    def missed(*given: Any) -> Any:
        made = sound(*given)
        if not others:
            others.append(another_takes(row))
        return made

    monkeypatch.setattr(Workshop, "sound", missed)
    run_job(row.uuid)
    assert kept == [], "what the first made is nobody's"
    others[0].join()
    process(recording)
    assert one_set_of_files(recording, kept)


def another_takes(row: Job) -> threading.Thread:
    """Miss whoever has the job, and let another worker hold it before this returns."""

    def work() -> None:
        run_job(row.uuid)
        connection.close()

    Job.objects.filter(pk=row.pk).update(heartbeat_at=timezone.now() - timedelta(hours=1))
    assert reap().returned == 1
    Job.objects.filter(pk=row.pk).update(run_after=timezone.now())
    other = threading.Thread(target=work)
    other.start()
    assert wait_for(lambda: Job.objects.get(pk=row.pk).attempt == 2)
    return other
