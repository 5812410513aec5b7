"""The worker as a process: it works, it stops when told, and what it leaves behind when killed is found."""

import os
import signal
from pathlib import Path

import pytest

from lms.foundation.api import enqueue
from lms.foundation.models import Job
from lms.foundation.work import registry
from tests.foundation import kinds
from tests.foundation.worker_process import PATIENCE, lives, wait_until, worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_kinds", {})
    kinds.register()


def state_of(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def test_it_runs_what_is_due_and_ends_when_nothing_is(tmp_path: Path) -> None:
    rows = [enqueue("tests.write", key=str(n), payload={"path": str(tmp_path / "out")}) for n in range(5)]
    with worker("--until-empty") as process:
        assert process.wait(PATIENCE) == 0
    assert (tmp_path / "out").read_text() == "attempt 1\n" * 5
    assert {state_of(row) for row in rows} == {Job.State.DONE}


def test_it_leaves_other_queues_alone(tmp_path: Path) -> None:
    media = enqueue("tests.slow", key="m", payload={"path": str(tmp_path / "mark")})
    with worker("--until-empty", "--queues", "default") as process:
        assert process.wait(PATIENCE) == 0
    assert state_of(media) == Job.State.WAITING


def test_ctrl_c_ends_an_idle_worker(tmp_path: Path) -> None:
    row = enqueue("tests.write", key="x", payload={"path": str(tmp_path / "out")})
    with worker() as process:
        wait_until(lambda: state_of(row) == Job.State.DONE)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0


def test_a_signal_in_the_middle_gives_the_job_back_and_takes_its_children_along(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    row = enqueue("tests.slow", key="x", payload={"path": str(mark)})
    with worker() as process:
        child = int(wait_until(lambda: mark.exists() and mark.read_text()))
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    assert state_of(row) == Job.State.WAITING
    assert row.attempt == 0
    assert not lives(child)
    with worker("--until-empty") as process:
        assert process.wait(PATIENCE) == 0
    assert (state_of(row), mark.read_text()) == (Job.State.DONE, "done")


def test_a_killed_workers_job_is_finished_by_the_next_one(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    row = enqueue("tests.slow", key="x", payload={"path": str(mark)})
    with worker() as process:
        child = int(wait_until(lambda: mark.exists() and mark.read_text()))
        process.send_signal(signal.SIGKILL)
        process.wait()
    os.kill(child, signal.SIGKILL)
    assert state_of(row) == Job.State.RUNNING
    with worker():
        wait_until(lambda: state_of(row) == Job.State.DONE)
    assert (row.attempt, mark.read_text()) == (2, "done")
