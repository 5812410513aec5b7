"""Work on a recording is stopped within seconds and taken up again where it was; nothing finished is lost."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, ModelLogEntry

from lms.foundation.api import jobs_under
from lms.foundation.models import Job
from lms.foundation.work.reaper import reap
from lms.foundation.work.runner import run as run_job
from media_pipeline.actions.add_recording import add_recording
from media_pipeline.actions.cancel_recording import cancel_recording
from media_pipeline.actions.retry_recording import retry_recording
from media_pipeline.api import NotReady, edition_entry
from media_pipeline.models import Recording
from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.workshop import Workshop
from media_pipeline.staff.progress import standing
from tests.factories.media import Clips, process, recording, trainer, waiting_jobs
from tests.media.test_ffmpeg_process import wait_for

URL = "hunar_media_recordings"


def run_until(kind: str, made: Recording) -> Job:
    """Run the recording's jobs until one of ``kind`` is next; return that one."""
    while (row := waiting_jobs(made)[0]).kind != kind:
        run_job(row.uuid)
    return row


@pytest.mark.encodes
@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_what_is_finished_stays_and_only_the_rest_is_made(clips: Clips, monkeypatch: Any) -> None:
    user = trainer("amina", Collection.get_first_root_node()).user
    made = add_recording(clips.path("slides.mp4"), title="Contrast", by=None)
    run_until("media.part", made)
    run_job(waiting_jobs(made)[0].uuid)
    finished = set(made.renditions.values_list("pk", flat=True))
    cancel_recording(made, user=user)
    assert made.state == "stopped"
    assert not waiting_jobs(made).exists()
    assert (standing(made)["state"], standing(made)["over"]) == ("stopped", True)
    with pytest.raises(NotReady, match="stopped"):
        edition_entry(made)
    parts: list[str] = []
    part = Workshop.part

    def noting(*given: Any) -> Any:
        parts.append(given[2].recipe["c:v"])
        return part(*given)

    monkeypatch.setattr(Workshop, "part", noting)
    retry_recording(made, by=None, user=user)
    process(made)
    assert made.state == "ready"
    assert parts == ["libx264", "libx264"], "the AV1 part was there"
    assert finished < set(made.renditions.values_list("pk", flat=True))
    actions = list(ModelLogEntry.objects.order_by("timestamp").values_list("action", flat=True))
    assert actions == ["wagtail.create", "hunar_media.stop", "hunar_media.retry"]


@pytest.mark.encodes
@pytest.mark.django_db(transaction=True)
def test_an_ffmpeg_at_work_ends_soon_after(clips: Clips, monkeypatch: Any, tmp_path: Path) -> None:
    """Slow on purpose, a quarter of an hour for this clip: only the stop can end it."""
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    av1 = recipes.av1
    monkeypatch.setattr(
        recipes, "av1", lambda *facts: (made := av1(*facts)) | {"vf": f"realtime=speed=0.02,{made['vf']}"}
    )
    user = trainer("amina", Collection.get_first_root_node()).user
    made = add_recording(clips.path("silent.mp4"), title="Contrast", by=None)
    row = run_until("media.part", made)

    def work() -> None:
        run_job(row.uuid)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    working = tmp_path / "working" / "hunar_media" / "jobs" / str(row.uuid)
    assert wait_for(lambda: any(working.glob("*.mp4")), seconds=120), "ffmpeg is at work"
    cancel_recording(made, user=user)
    worker.join(120)
    assert not worker.is_alive()
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert not made.parts.exists()
    assert not working.exists()


@pytest.mark.django_db
def test_only_who_may_change_it_may_stop_it_or_take_it_up() -> None:
    made = recording()
    stranger = trainer("zara").user
    with pytest.raises(PermissionDenied):
        cancel_recording(made, user=stranger)
    with pytest.raises(PermissionDenied):
        retry_recording(made, by=None, user=stranger)
    assert made.state == "waiting"


@pytest.mark.django_db
def test_a_ready_recording_is_neither_stopped_nor_made_again() -> None:
    user = trainer("amina", Collection.get_first_root_node()).user
    made = recording(state="ready")
    cancel_recording(made, user=user)
    retry_recording(made, by=None, user=user)
    assert made.state == "ready"
    assert not jobs_under(made.job_prefix).exists()


@pytest.mark.django_db
def test_a_recording_whose_jobs_are_gone_says_so_and_can_be_taken_up(client: Client) -> None:
    user = trainer("amina", Collection.get_first_root_node()).user
    made = recording(state="working")
    assert standing(made)["state"] == "failed"
    retry_recording(made, by=None, user=user)
    assert waiting_jobs(made).get().kind == "media.plan"


@pytest.mark.django_db
def test_the_page_has_a_button_while_there_is_work(client: Client, clips: Clips) -> None:
    user = trainer("amina", Collection.get_first_root_node()).user
    client.force_login(user)
    made = add_recording(clips.path("sound.m4a"), title="Sound", by=None)
    stop = reverse(f"{URL}:stop", args=(made.pk,))
    assert stop in client.get(reverse(f"{URL}:inspect", args=(made.pk,))).content.decode()
    client.post(stop)
    made.refresh_from_db()
    assert made.state == "stopped"
    assert stop not in client.get(reverse(f"{URL}:inspect", args=(made.pk,))).content.decode()


@pytest.mark.django_db
def test_a_worker_that_gives_up_fails_the_recording_and_ends_its_other_jobs(clips: Clips) -> None:
    made = add_recording(clips.path("silent.mp4"), title="Silent", by=None)
    Recording.objects.update(state="working")
    row = waiting_jobs(made).get()
    other = Job.objects.create(kind="media.part", key=made.job_key("part/x/0"), queue="media", payload=row.payload)
    Job.objects.filter(pk=row.pk).update(
        state="running", lease=row.uuid, attempt=5, heartbeat_at=row.created_at.replace(year=2000)
    )
    assert reap().failed == 1
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.state, other.state) == ("failed", "cancelled")
    assert "given up" in made.failure
