"""The job ledger: one run at a time, tried again, fenced, and never again once done."""

import time
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from lms.foundation.api import JobRun, LeaseLost, PermanentFailure, Postponed, cancel, enqueue, job
from lms.foundation.models import Job
from lms.foundation.work import registry, runner
from tests.foundation.threads import at_once

pytestmark = pytest.mark.django_db
Body = Callable[..., None]


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(registry, "_kinds", {})
    return


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[uuid.UUID, str, Any]]:
    """What went to a queue."""
    found: list[tuple[uuid.UUID, str, Any]] = []
    monkeypatch.setattr(
        "lms.foundation.tasks.send", lambda uuid, *, queue, run_after, **_: found.append((uuid, queue, run_after))
    )
    return found


def kind(body: Body, **options: Any) -> str:
    job("test.kind", **options)(body)
    return "test.kind"


def put(payload: dict[str, Any] | None = None, key: str = "one") -> Job:
    return enqueue("test.kind", key=key, payload=payload or {})


def test_a_job_runs_with_its_payload_and_is_done(sent: list[Any]) -> None:
    seen = []
    kind(lambda run, **payload: seen.append((run.attempt, payload)))
    row = put({"file": "a"})
    runner.run(row.uuid)
    row.refresh_from_db()
    assert seen == [(1, {"file": "a"})]
    assert (row.state, row.progress, row.lease, row.error) == (Job.State.DONE, 100, None, "")
    assert row.finished_at is not None


def test_it_is_sent_when_the_transaction_is_kept(
    sent: list[Any], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    kind(lambda _: None, queue="media")
    with django_capture_on_commit_callbacks(execute=True):
        row = put()
        assert sent == []
    assert [(uuid, queue) for uuid, queue, _ in sent] == [(row.uuid, "media")]


def test_what_is_for_later_waits_for_its_time(
    sent: list[Any], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    runs: list[int] = []
    kind(lambda _: runs.append(1))
    later = timezone.now() + timedelta(days=3)
    with django_capture_on_commit_callbacks(execute=True):
        row = enqueue("test.kind", key="later", payload={}, run_after=later)
    assert sent == [(row.uuid, "default", later)]
    runner.run(row.uuid)
    assert runs == []
    Job.objects.update(run_after=timezone.now())
    runner.run(row.uuid)
    assert runs == [1]


def test_the_same_key_is_the_same_job(sent: list[Any], django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    runs = []
    kind(lambda _: runs.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        first, second = put(), put()
    assert first.pk == second.pk
    assert len(sent) == 1
    runner.run(first.uuid)
    assert put().state == Job.State.DONE
    runner.run(first.uuid)
    assert runs == [1]


def test_what_failed_may_be_asked_for_again(
    sent: list[Any], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    outcomes: list[Exception | None] = [PermanentFailure("No sound in this file."), None]

    def body(run: JobRun, **_: Any) -> None:
        if problem := outcomes.pop(0):
            raise problem

    kind(body)
    row = put()
    runner.run(row.uuid)
    row.refresh_from_db()
    assert (row.state, row.error) == (Job.State.FAILED, "No sound in this file.")
    with django_capture_on_commit_callbacks(execute=True):
        again = put({"file": "b"})
    assert (again.pk, again.state, again.attempt, again.error, again.payload) == (
        row.pk,
        "waiting",
        0,
        "",
        {"file": "b"},
    )
    assert len(sent) == 1
    runner.run(row.uuid)
    again.refresh_from_db()
    assert again.state == Job.State.DONE


def test_a_fault_is_tried_again_later_and_later_then_given_up(sent: list[Any], settings: Any) -> None:
    settings.HUNAR_FOUNDATION = {**settings.HUNAR_FOUNDATION, "RETRY_SECONDS": 100}

    def body(run: JobRun) -> None:
        raise ValueError("a name nobody may read in a list")

    kind(body, max_attempts=3)
    row = put()
    pauses = []
    for _ in range(3):
        runner.run(row.uuid)
        row.refresh_from_db()
        pauses.append(round((row.run_after - timezone.now()).total_seconds(), -1))
        assert "ValueError" in row.error
        assert "a name" not in row.error
        Job.objects.update(run_after=timezone.now())
    assert pauses[:2] == [100, 200]
    assert (row.state, row.attempt) == (Job.State.FAILED, 3)
    assert [uuid for uuid, _, _ in sent] == [row.uuid, row.uuid]


def test_it_does_not_run_before_its_time(sent: list[Any]) -> None:
    kind(lambda _: pytest.fail("too early"))
    row = put()
    Job.objects.update(run_after=timezone.now() + timedelta(minutes=1))
    runner.run(row.uuid)
    row.refresh_from_db()
    assert row.state == Job.State.WAITING


def test_pauses_have_an_end() -> None:
    assert runner.pause_before(1) < runner.pause_before(2) < runner.pause_before(30) == runner.pause_before(60)


def test_progress_is_shown(sent: list[Any]) -> None:
    seen = []

    def body(run: JobRun) -> None:
        run.progress(40, "slide 4 of 10")
        seen.append(Job.objects.values_list("progress", "note").get())

    kind(body)
    runner.run(put().uuid)
    assert seen == [(40, "slide 4 of 10")]


def test_a_late_worker_changes_nothing(sent: list[Any]) -> None:
    """The job was given to another worker while this one was still at it."""
    others = uuid.uuid4()
    lost = []

    def body(run: JobRun) -> None:
        Job.objects.update(lease=others)
        for late in (run.heartbeat, lambda: run.progress(50), run.fence):
            with pytest.raises(LeaseLost):
                late()
            lost.append(late)

    kind(body)
    row = put()
    runner.run(row.uuid)
    row.refresh_from_db()
    assert len(lost) == 3
    assert (row.state, row.lease, row.progress) == (Job.State.RUNNING, others, 0)


@pytest.mark.parametrize("problem", [PermanentFailure("no"), ValueError("no"), LeaseLost()])
def test_a_late_worker_cannot_fail_the_job_either(sent: list[Any], problem: Exception) -> None:
    others = uuid.uuid4()

    def body(run: JobRun) -> None:
        Job.objects.update(lease=others)
        raise problem

    kind(body)
    row = put()
    runner.run(row.uuid)
    row.refresh_from_db()
    assert (row.state, row.lease, row.error) == (Job.State.RUNNING, others, "")


def test_a_stopped_worker_gives_its_job_back_and_the_try_does_not_count(sent: list[Any]) -> None:
    def body(run: JobRun) -> None:
        raise SystemExit

    kind(body)
    row = put()
    with pytest.raises(SystemExit):
        runner.run(row.uuid)
    row.refresh_from_db()
    assert (row.state, row.attempt, row.lease) == (Job.State.WAITING, 0, None)
    assert [uuid for uuid, _, _ in sent] == [row.uuid]


def test_a_kind_nobody_knows_cannot_be_asked_for() -> None:
    with pytest.raises(LookupError, match=r"test\.other"):
        enqueue("test.other", key="x", payload={})


@pytest.mark.django_db(transaction=True)
def test_ten_workers_with_one_job_run_it_once(sent: list[Any]) -> None:
    runs = []
    kind(lambda _: (runs.append(1), time.sleep(0.05)))
    row = put()
    at_once(10, lambda _: runner.run(row.uuid))
    assert runs == [1]
    row.refresh_from_db()
    assert (row.state, row.attempt) == (Job.State.DONE, 1)


@pytest.mark.django_db(transaction=True)
def test_ten_threads_that_ask_at_once_make_one_job(sent: list[Any]) -> None:
    kind(lambda _: None)
    rows = at_once(10, lambda _: put().pk)
    assert len(set(rows)) == 1
    assert len(sent) == 1


@pytest.mark.django_db(transaction=True)
def test_the_heart_beats_while_the_body_is_busy(sent: list[Any], settings: Any) -> None:
    settings.HUNAR_FOUNDATION = {**settings.HUNAR_FOUNDATION, "HEARTBEAT_SECONDS": 0.02}
    beats = set()

    def body(run: JobRun) -> None:
        for _ in range(200):
            beats.add(Job.objects.values_list("heartbeat_at", flat=True).get())
            if len(beats) > 3:
                return
            time.sleep(0.02)

    kind(body)
    runner.run(put().uuid)
    assert len(beats) > 3


@pytest.mark.django_db(transaction=True)
def test_a_fenced_transaction_of_a_late_worker_writes_nothing(sent: list[Any]) -> None:
    def body(run: JobRun) -> None:
        Job.objects.update(lease=uuid.uuid4())
        with transaction.atomic():
            run.fence()
            Job.objects.update(note="written too late")

    kind(body)
    row = put()
    runner.run(row.uuid)
    row.refresh_from_db()
    assert row.note == ""


def test_a_job_that_cannot_go_on_now_waits_and_the_try_does_not_count(sent: list[Any]) -> None:
    def body(run: JobRun) -> None:
        raise Postponed("The disk is full.", seconds=40)

    kind(body, max_attempts=1)
    row = put()
    for _ in range(3):
        runner.run(row.uuid)
        row.refresh_from_db()
        assert (row.state, row.attempt, row.error) == (Job.State.WAITING, 0, "The disk is full.")
        assert row.run_after > timezone.now() + timedelta(seconds=30)
        Job.objects.update(run_after=timezone.now())


def test_a_room_hears_when_its_job_is_given_up(sent: list[Any]) -> None:
    heard = []

    def body(run: JobRun) -> None:
        raise PermanentFailure("No sound in this file.")

    kind(body, gave_up=lambda row, sentence: heard.append((row.key, sentence, Job.objects.get().state)))
    runner.run(put().uuid)
    assert heard == [("one", "No sound in this file.", Job.State.RUNNING)]
    assert Job.objects.get().state == Job.State.FAILED


def test_a_late_worker_tells_the_room_nothing(sent: list[Any]) -> None:
    def body(run: JobRun) -> None:
        Job.objects.update(lease=uuid.uuid4())
        raise PermanentFailure("no")

    kind(body, gave_up=lambda *_: Job.objects.update(note="told"))
    runner.run(put().uuid)
    assert Job.objects.get().note == ""


def test_work_under_one_beginning_is_cancelled_together(sent: list[Any]) -> None:
    kind(lambda _: None)
    first, second, other = put(key="a/1"), put(key="a/2"), put(key="b/1")
    assert cancel("a/", but=second.uuid) == 1
    states = {row.key: row.state for row in Job.objects.all()}
    assert states == {first.key: "cancelled", second.key: "waiting", other.key: "waiting"}
