"""How the processing of a recording stands, in words for its uploader."""

from typing import Any

from lms.foundation.models import Job
from media_pipeline.models import Recording
from media_pipeline.querysets import job_of

Shown = dict[str, Any]
FINISHED = (Recording.State.READY, Recording.State.FAILED)


def standing(recording: Recording) -> Shown:
    """``state``, ``percent`` 0 to 100, one ``sentence``, the number of ``renditions``, whether it is ``over``."""
    job = job_of(recording)
    state, sentence = recording.state, _sentence(recording, job)
    if job is not None and job.state in (Job.State.FAILED, Job.State.CANCELLED) and state not in FINISHED:
        state = Recording.State.FAILED
    return {
        "state": state,
        "percent": 100 if state == Recording.State.READY else (job.progress if job else 0),
        "sentence": sentence,
        "renditions": recording.renditions.count(),
        "over": state in FINISHED,
    }


def _sentence(recording: Recording, job: Job | None) -> str:
    if recording.state == Recording.State.READY:
        return "Ready. " + recording.note
    if recording.state == Recording.State.FAILED:
        return recording.failure
    if job is not None and job.state == Job.State.RUNNING:
        return f"{job.note or 'Started'}, {job.progress} % of all."
    if job is not None and job.error:
        return job.error
    return "Waiting for its turn. You may leave this page; the work goes on."
