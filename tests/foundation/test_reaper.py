"""What died comes back; what lives is left alone."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lms.foundation import tasks
from lms.foundation.api import allow, job
from lms.foundation.models import Job, Throttle
from lms.foundation.work import reaper, registry
from lms.foundation.work.reaper import reap
from tests.factories.foundation import waiting_job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_kinds", {})
    job("test.kind", lease_seconds=60)(lambda _: None)


def running(seconds_silent: float, **values: Any) -> Job:
    beat = timezone.now() - timedelta(seconds=seconds_silent)
    return waiting_job(
        "test.kind", **{"state": "running", "lease": uuid.uuid4(), "heartbeat_at": beat, "attempt": 1, **values}
    )


def queue() -> list[str]:
    return [row.args_kwargs["args"][0] for row in DBTaskResult.objects.filter(status="READY")]


def test_a_silent_job_goes_back_to_its_queue() -> None:
    row = running(61)
    assert reap().returned == 1
    row.refresh_from_db()
    assert (row.state, row.lease, row.attempt) == (Job.State.WAITING, None, 1)
    assert queue() == [str(row.uuid)]


def test_a_job_that_beats_is_left_alone() -> None:
    row = running(59)
    assert reap() == reaper.Reaped(0, 0, 0, 0)
    row.refresh_from_db()
    assert row.state == Job.State.RUNNING


def test_a_kind_may_be_more_patient() -> None:
    job("test.patient", lease_seconds=600)(lambda _: None)
    row = running(300)
    Job.objects.filter(pk=row.pk).update(kind="test.patient")
    assert reap().returned == 0


def test_a_job_that_killed_every_worker_is_given_up_with_a_sentence() -> None:
    row = running(61, attempt=5)
    assert reap().failed == 1
    row.refresh_from_db()
    assert row.state == Job.State.FAILED
    assert "given up" in row.error


def test_a_beat_in_between_saves_the_job() -> None:
    row = running(61)
    stale = Job.objects.get(pk=row.pk)
    Job.objects.update(heartbeat_at=timezone.now())
    assert reaper._bury(stale, timezone.now()) is None
    row.refresh_from_db()
    assert row.state == Job.State.RUNNING


def test_a_job_that_was_never_sent_is_sent() -> None:
    row = waiting_job("test.kind")
    assert reap().resent == 1
    assert reap().resent == 0
    assert queue() == [str(row.uuid)]


def test_a_job_for_later_is_not_sent_again() -> None:
    waiting_job("test.kind", run_after=timezone.now() + timedelta(hours=1))
    assert reap().resent == 0


def test_other_backends_are_given_time_before_a_second_send(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = []
    monkeypatch.setattr(tasks, "queued", lambda: None)
    monkeypatch.setattr(tasks, "send", lambda uuid, **_: sent.append(uuid))
    row = waiting_job("test.kind", sent_at=timezone.now() - timedelta(minutes=1))
    assert reap().resent == 0
    Job.objects.update(sent_at=timezone.now() - timedelta(minutes=11), run_after=timezone.now())
    assert reap().resent == 1
    assert sent == [row.uuid]


def left_running(path: str, job_uuid: Any, minutes: int = 0) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        started_at=timezone.now() - timedelta(minutes=minutes),
        args_kwargs={"args": [str(job_uuid)], "kwargs": {}},
        task_path=path,
        queue_name="default",
        backend_name="default",
        run_after=timezone.now(),
    )


def test_rows_of_dead_tasks_do_not_run_for_ever() -> None:
    live, dead = running(0), running(61)
    rows = [left_running(tasks.run_job.module_path, row.uuid) for row in (live, dead)]
    assert reap().mended == 1
    for row in rows:
        row.refresh_from_db()
    assert [row.status for row in rows] == ["RUNNING", "FAILED"]


def test_somebody_elses_dead_task_goes_back_to_its_queue_after_an_hour() -> None:
    young, old = (left_running("wagtail.tasks.x", "x", minutes) for minutes in (50, 70))
    assert reap().mended == 1
    young.refresh_from_db()
    old.refresh_from_db()
    assert (young.status, old.status) == ("RUNNING", "READY")


def test_old_counters_are_dropped() -> None:
    allow("x", limit=1, seconds=60)
    reap()
    assert Throttle.objects.count() == 1
    Throttle.objects.update(touched_at=timezone.now() - timedelta(days=3))
    reap()
    assert not Throttle.objects.exists()


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    running(61)
    call_command("reap_jobs")
    assert "1 returned, 0 given up" in capsys.readouterr().out
