"""A site that configured no queue: nothing runs inside a request, and the worker finds the work in the ledger."""

import signal
from pathlib import Path
from typing import Any

import pytest

from lms.foundation.api import enqueue
from lms.foundation.models import Job
from lms.foundation.work import registry
from tests.foundation import kinds
from tests.foundation.worker_process import PATIENCE, wait_until, worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_queue(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    del settings.TASKS
    monkeypatch.setattr(registry, "_kinds", {})
    kinds.register()


def write(key: str, path: Path, **more: Any) -> Job:
    return enqueue("tests.write", key=key, payload={"path": str(path)}, **more)


def state_of(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def test_asking_for_work_does_none_of_it(tmp_path: Path) -> None:
    row = write("x", tmp_path / "out")
    assert state_of(row) == Job.State.WAITING
    assert not (tmp_path / "out").exists()


def test_the_worker_takes_it_from_the_ledger_and_only_from_its_own_queues(tmp_path: Path) -> None:
    row = write("x", tmp_path / "out")
    other = enqueue("tests.slow", key="m", payload={"path": str(tmp_path / "mark")})
    with worker("--until-empty", "--queues", "default", queue=False) as process:
        assert process.wait(PATIENCE) == 0
    assert (tmp_path / "out").read_text() == "attempt 1\n"
    assert (state_of(row), state_of(other)) == (Job.State.DONE, Job.State.WAITING)


def test_the_more_urgent_goes_first(tmp_path: Path) -> None:
    slow, urgent = write("slow", tmp_path / "out"), write("urgent", tmp_path / "out", priority=50)
    with worker("--until-empty", queue=False) as process:
        assert process.wait(PATIENCE) == 0
    slow.refresh_from_db()
    urgent.refresh_from_db()
    assert urgent.finished_at is not None
    assert slow.finished_at is not None
    assert urgent.finished_at < slow.finished_at


def test_a_signal_gives_the_job_back(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    row = enqueue("tests.slow", key="x", payload={"path": str(mark)})
    with worker(queue=False) as process:
        wait_until(lambda: mark.exists() and mark.read_text())
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    assert (state_of(row), row.attempt) == (Job.State.WAITING, 0)


def test_an_idle_worker_ends_when_told(tmp_path: Path) -> None:
    row = write("x", tmp_path / "out")
    with worker(queue=False) as process:
        wait_until(lambda: state_of(row) == Job.State.DONE)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
