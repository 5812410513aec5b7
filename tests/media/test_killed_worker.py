"""A worker killed in the middle of a transcode: one finished recording in the end, and no ffmpeg left behind."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Collection

from lms.foundation.models import Job
from lms.foundation.work.reaper import reap
from lms.foundation.work.runner import run as run_job
from media_pipeline.actions.add_recording import add_recording
from tests.factories.media import Clips, process, waiting_jobs
from tests.media.test_ffmpeg_process import alive, children_of, wait_for

pytestmark = [
    pytest.mark.encodes,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the worker below finds the test's database by its file"),
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]
WORKER = """
import sys
from uuid import UUID
import django
django.setup()
from lms.foundation.work.runner import run
run(UUID(sys.argv[1]))
"""


def start_worker(job: Job, data: Path) -> "subprocess.Popen[bytes]":
    """A process of its own that runs the job on this test's database and folders."""
    own = {"DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}", "HUNAR_DATA": str(data)}
    environment = os.environ | own | {"PYTHONPATH": str(Path.cwd()), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen([sys.executable, "-c", WORKER, str(job.uuid)], env=environment)


def test_it_ends_in_one_finished_recording(clips: Clips, tmp_path: Path, quick: Any) -> None:
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    recording = add_recording(clips.path("slides.mp4"), title="Contrast", by=None)
    while (job := waiting_jobs(recording)[0]).kind != "media.part":
        run_job(job.uuid)
    working = tmp_path / "working" / "hunar_media" / "jobs" / str(job.uuid)
    worker = start_worker(job, tmp_path)
    try:
        assert wait_for(lambda: any(working.glob("*.mp4")), seconds=240), "the worker got to the video"
        running = children_of(worker.pid)
        assert running, "an ffmpeg is at work"
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert wait_for(lambda: not any(alive(pid) for pid in running)), "no ffmpeg is left"
    recording.refresh_from_db()
    assert recording.state == "working"
    assert set(recording.renditions.values_list("rung", flat=True)) == {"slides", "audio"}
    finished = set(recording.renditions.values_list("pk", flat=True))

    silent_for_long = timezone.now() - timedelta(hours=1)
    Job.objects.filter(pk=job.pk).update(heartbeat_at=silent_for_long)
    assert reap().returned == 1
    process(recording)

    recording.refresh_from_db()
    job.refresh_from_db()
    assert (recording.state, job.state, job.attempt) == ("ready", "done", 2)
    assert set(recording.renditions.values_list("rung", flat=True)) == {"slides", "audio", "video", "standard"}
    assert finished < set(recording.renditions.values_list("pk", flat=True)), "what was finished was not made again"
    assert not working.exists()
