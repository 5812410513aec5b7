"""A recording is processed by its job, once, whatever dies in between."""

from pathlib import Path
from typing import Any

import pytest

from lms.foundation.api import stored_path
from lms.foundation.models import Job, StoredFile
from lms.foundation.work.runner import run as run_job
from media_pipeline.actions.add_recording import add_recording
from media_pipeline.api import edition_entry, edition_files
from media_pipeline.errors import NotReady
from media_pipeline.models import Recording
from media_pipeline.pipeline.workshop import Workshop
from media_pipeline.signals import recording_failed, recording_ready
from tests.factories.media import Clips

pytestmark = [pytest.mark.encodes, pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def process(recording: Recording) -> Job:
    """Run the recording's job here and now."""
    job = Job.objects.get(key=recording.job_key("process"))
    run_job(job.uuid)
    recording.refresh_from_db()
    job.refresh_from_db()
    return job


def files(recording: Recording) -> dict[str, list[str]]:
    """Names of the files of each rung."""
    return {
        rendition.rung: [each.stored.name for each in rendition.files.order_by("position", "role")]
        for rendition in recording.renditions.all()
    }


def test_slides_with_voice_end_in_three_renditions(clips: Clips) -> None:
    recording = add_recording(clips.path("slides.mp4"), title="Contrast", by=None)
    with pytest.raises(NotReady):
        edition_entry(recording)
    job = process(recording)
    assert (recording.state, recording.content_class, job.state) == ("ready", "slides", "done")
    made = files(recording)
    assert set(made) == {"slides", "audio", "video"}
    assert set(made["audio"]) < set(made["slides"])
    entry = edition_entry(recording)
    assert [each["rung"] for each in entry["renditions"]] == ["slides", "audio", "video"]
    stills = [each for each in entry["renditions"][0]["files"] if each["role"] == "still"]
    assert [each["at"] for each in stills] == pytest.approx([0, 4, 8, 12], abs=0.5)
    assert {each.name for each in edition_files(recording)} == {name for names in made.values() for name in names}
    assert all(stored_path(each).is_file() for each in StoredFile.objects.all())  # type: ignore[union-attr]


def test_a_worker_that_dies_leaves_no_trace_in_the_result(clips: Clips, monkeypatch: Any, tmp_path: Path) -> None:
    """The first worker is gone in the middle of the video; the second keeps what the first finished."""
    undisturbed = add_recording(clips.path("slides.mp4"), title="Undisturbed", by=None)
    process(undisturbed)
    recording = add_recording(clips.path("slides.mp4"), title="Disturbed", by=None)
    job = Job.objects.get(key=recording.job_key("process"))
    make, made = Workshop.make, []

    def dying(self: Workshop, plan: Any, step: Any, report: Any) -> Any:
        if step.rung == "video" and "dead" not in made:
            made.append("dead")
            raise SystemExit  # as the kernel's signal: no clean-up of ours runs in the database
        made.append(step.rung)
        return make(self, plan, step, report)

    monkeypatch.setattr(Workshop, "make", dying)
    with pytest.raises(SystemExit):
        run_job(job.uuid)
    recording.refresh_from_db()
    assert recording.state == "working"
    assert set(files(recording)) == {"slides", "audio"}
    Job.objects.filter(pk=job.pk).update(state="waiting", lease=None)
    process(recording)
    assert recording.state == "ready"
    assert made == ["slides", "audio", "dead", "video"]
    assert files(recording) == files(undisturbed)
    assert list((tmp_path / "working" / "hunar_media").iterdir()) == []


def test_a_job_delivered_twice_makes_nothing_twice(clips: Clips) -> None:
    recording = add_recording(clips.path("silent.mp4"), title="Silent", by=None)
    job = process(recording)
    before = list(recording.renditions.values_list("pk", flat=True))
    run_job(job.uuid)
    Job.objects.filter(pk=job.pk).update(state="waiting")
    run_job(job.uuid)
    assert list(recording.renditions.values_list("pk", flat=True)) == before


def test_without_sound_there_is_no_audio_and_the_rest_is_silent(clips: Clips) -> None:
    recording = add_recording(clips.path("silent.mp4"), title="Silent", by=None)
    process(recording)
    assert recording.state == "ready"
    roles = {each.role for rendition in recording.renditions.all() for each in rendition.files.all()}
    assert set(files(recording)) == {"slides", "video"}
    assert not roles & {"audio", "audio-fallback"}


def test_sound_alone_is_audio_alone(clips: Clips) -> None:
    recording = add_recording(clips.path("cover.m4a"), title="Sound", by=None)
    process(recording)
    assert (recording.state, recording.content_class) == ("ready", "audio")
    assert set(files(recording)) == {"audio"}


def test_a_phone_video_stays_upright(clips: Clips) -> None:
    recording = add_recording(clips.path("phone.mp4"), title="Upright", by=None)
    process(recording)
    assert (recording.state, recording.content_class) == ("ready", "camera")
    video = recording.renditions.get(rung="video").files.get(role="video")
    assert (video.width, video.height) == (360, 640)


def test_no_recording_fails_with_the_sentence_and_keeps_the_original(tmp_path: Path) -> None:
    letter = tmp_path / "letter.mp4"
    letter.write_text("Dear all")
    recording = add_recording(letter, title="Letter", by=None)
    job = process(recording)
    assert (recording.state, job.state) == ("failed", "failed")
    assert recording.failure == job.error
    assert "not a recording" in recording.failure
    assert stored_path(recording.original).read_text() == "Dear all"  # type: ignore[union-attr]
    with pytest.raises(NotReady, match="not a recording"):
        edition_entry(recording)


def test_a_deleted_recording_needs_no_work(clips: Clips) -> None:
    recording = add_recording(clips.path("silent.mp4"), title="Gone", by=None)
    job = Job.objects.get(key=recording.job_key("process"))
    recording.delete()
    run_job(job.uuid)
    job.refresh_from_db()
    assert job.state == "done"


def test_the_room_tells_when_it_is_ready_and_when_it_is_not(
    clips: Clips, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[tuple[str, str]] = []
    listeners = {
        signal: lambda recording, name=name, **_: told.append((name, recording.state))
        for signal, name in ((recording_ready, "ready"), (recording_failed, "failed"))
    }
    for signal, listener in listeners.items():
        signal.connect(listener)
    letter = tmp_path / "letter.mp4"
    letter.write_text("Dear all")
    try:
        for path in (clips.path("sound.m4a"), letter):
            recording = add_recording(path, title=path.name, by=None)
            with django_capture_on_commit_callbacks(execute=True):
                process(recording)
    finally:
        for signal, listener in listeners.items():
            signal.disconnect(listener)
    assert told == [("ready", "ready"), ("failed", "failed")]
