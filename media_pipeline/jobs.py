"""The job of this room."""

from lms.foundation.api import JobRun, PermanentFailure, job

ATTEMPTS = 5


def register() -> None:
    """Make the job known to the ledger."""
    job("media.process", queue="media", max_attempts=ATTEMPTS, lease_seconds=90)(process)


def process(run: JobRun, *, recording: str, version: int) -> None:
    """Process one version of a recording; a newer version has a job of its own, and a deleted one needs none."""
    from media_pipeline.actions.process_recording import process_recording, refuse_recording
    from media_pipeline.errors import Refusal
    from media_pipeline.models import Recording

    found = Recording.objects.select_related("original").filter(uuid=recording, version=version).first()
    if found is None or found.state == Recording.State.READY:
        return
    try:
        process_recording(run, found)
    except Refusal as refusal:
        refuse_recording(run, found, refusal)
        raise PermanentFailure(refusal.message) from refusal
