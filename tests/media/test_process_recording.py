"""A recording is processed by a small set of jobs, each piece once, whatever dies in between."""

from pathlib import Path
from typing import Any

import pytest

from lms.foundation.api import jobs_under, stored_path
from lms.foundation.models import Job, StoredFile
from lms.foundation.work.runner import run as run_job
from media_pipeline.actions.add_recording import add_recording
from media_pipeline.api import edition_entry, edition_files
from media_pipeline.errors import NotReady
from media_pipeline.models import Part, Recording
from media_pipeline.pipeline.workshop import Workshop
from media_pipeline.signals import recording_failed, recording_ready
from tests.factories.media import Clips, process, waiting_jobs

pytestmark = [pytest.mark.encodes, pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def files(recording: Recording) -> dict[str, list[str]]:
    """Names of the files of each rung."""
    return {
        rendition.rung: [each.stored.name for each in rendition.files.order_by("position", "role")]
        for rendition in recording.renditions.all()
    }


def test_slides_with_voice_end_in_four_renditions(clips: Clips) -> None:
    recording = add_recording(clips.path("slides.mp4"), title="Contrast", by=None)
    with pytest.raises(NotReady):
        edition_entry(recording)
    process(recording)
    assert (recording.state, recording.content_class) == ("ready", "slides")
    assert set(jobs_under(recording.job_prefix).values_list("state", flat=True)) == {"done"}
    made = files(recording)
    assert set(made) == {"slides", "audio", "video", "standard"}
    assert set(made["audio"]) < set(made["slides"])
    entry = edition_entry(recording)
    assert [each["rung"] for each in entry["renditions"]][:3] == ["slides", "audio", "video"]
    stills = [each for each in entry["renditions"][0]["files"] if each["role"] == "still"]
    assert [each["at"] for each in stills] == pytest.approx([0, 4, 8, 12], abs=0.5)
    assert {each.name for each in edition_files(recording)} == {name for names in made.values() for name in names}
    assert all(stored_path(each).is_file() for each in StoredFile.objects.all())  # type: ignore[union-attr]
    assert not Part.objects.exists(), "what was joined is let go"


def test_sound_comes_first_then_slides_then_video(clips: Clips) -> None:
    recording = add_recording(clips.path("slides.mp4"), title="Contrast", by=None)
    seen: list[str] = []
    while (row := waiting_jobs(recording).first()) is not None:
        run_job(row.uuid)
        seen += [rung for rung in recording.renditions.values_list("rung", flat=True) if rung not in seen]
    assert sorted(seen[:2]) == ["audio", "slides"]
    assert seen[2:] == ["video", "standard"]


def test_a_worker_that_dies_leaves_no_trace_in_the_result(clips: Clips, monkeypatch: Any, tmp_path: Path) -> None:
    """The first worker is gone in the middle of a part; the second keeps what the first finished."""
    undisturbed = process(add_recording(clips.path("slides.mp4"), title="Undisturbed", by=None))
    recording = add_recording(clips.path("slides.mp4"), title="Disturbed", by=None)
    part, made = Workshop.part, []

    def dying(self: Workshop, plan: Any, piece: Any, position: int, report: Any) -> Any:
        if len(made) == 1:
            made.append("dead")
            raise SystemExit  # as the kernel's signal: no clean-up of ours runs in the database
        made.append(piece.recipe["c:v"])
        return part(self, plan, piece, position, report)

    monkeypatch.setattr(Workshop, "part", dying)
    with pytest.raises(SystemExit):
        process(recording)
    recording.refresh_from_db()
    assert recording.state == "working"
    assert set(files(recording)) == {"slides", "audio"}
    process(recording)
    assert recording.state == "ready"
    assert made == ["libsvtav1", "dead", "libx264", "libx264"]
    assert files(recording) == files(undisturbed)
    assert list((tmp_path / "working" / "hunar_media" / "jobs").iterdir()) == []


def test_jobs_delivered_three_times_make_nothing_twice(clips: Clips) -> None:
    recording = add_recording(clips.path("silent.mp4"), title="Silent", by=None)
    process(recording)
    before = list(recording.renditions.values_list("pk", flat=True))
    for _ in range(2):
        for row in jobs_under(recording.job_prefix):
            run_job(row.uuid)
    jobs_under(recording.job_prefix).update(state=Job.State.WAITING)
    process(recording)
    assert list(recording.renditions.values_list("pk", flat=True)) == before
    assert not Part.objects.exists()


def test_without_sound_there_is_no_audio_and_the_rest_is_silent(clips: Clips) -> None:
    recording = process(add_recording(clips.path("silent.mp4"), title="Silent", by=None))
    assert recording.state == "ready"
    roles = {each.role for rendition in recording.renditions.all() for each in rendition.files.all()}
    assert set(files(recording)) == {"slides", "video", "standard"}
    assert not roles & {"audio", "audio-fallback"}


def test_sound_alone_is_audio_alone(clips: Clips) -> None:
    recording = process(add_recording(clips.path("cover.m4a"), title="Sound", by=None))
    assert (recording.state, recording.content_class) == ("ready", "audio")
    assert set(files(recording)) == {"audio"}


def test_a_phone_video_stays_upright(clips: Clips) -> None:
    recording = process(add_recording(clips.path("phone.mp4"), title="Upright", by=None))
    assert (recording.state, recording.content_class) == ("ready", "camera")
    video = recording.renditions.get(rung="video").files.get(role="video")
    assert (video.width, video.height) == (360, 640)


def test_no_recording_fails_with_the_sentence_and_keeps_the_original(tmp_path: Path) -> None:
    letter = tmp_path / "letter.mp4"
    letter.write_text("Dear all")
    recording = process(add_recording(letter, title="Letter", by=None))
    job = Job.objects.get(key=recording.job_key("plan"))
    assert (recording.state, job.state) == ("failed", "failed")
    assert recording.failure == job.error
    assert "not a recording" in recording.failure
    assert stored_path(recording.original).read_text() == "Dear all"  # type: ignore[union-attr]
    with pytest.raises(NotReady, match="not a recording"):
        edition_entry(recording)


def test_a_deleted_recording_needs_no_work(clips: Clips) -> None:
    recording = add_recording(clips.path("silent.mp4"), title="Gone", by=None)
    job = Job.objects.get(key=recording.job_key("plan"))
    recording.delete()
    run_job(job.uuid)
    job.refresh_from_db()
    assert job.state == "done"


def test_new_tools_make_a_new_plan(clips: Clips, monkeypatch: Any) -> None:
    """Parts of two programs would not be the bytes that one hash names."""
    recording = add_recording(clips.path("silent.mp4"), title="Silent", by=None)
    run_job(waiting_jobs(recording)[0].uuid)
    run_job(waiting_jobs(recording)[0].uuid)
    old = set(recording.parts.values_list("recipe_hash", flat=True))
    old |= set(recording.renditions.values_list("recipe_hash", flat=True))
    monkeypatch.setattr("media_pipeline.pipeline.workshop.PIL.__version__", "99.0")
    process(recording)
    assert recording.state == "ready"
    assert old
    assert not old & set(recording.renditions.values_list("recipe_hash", flat=True))


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
