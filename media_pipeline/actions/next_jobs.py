"""Asking for the jobs that a recording needs next."""

from uuid import UUID

from lms.foundation.api import enqueue, jobs_under
from lms.foundation.models import Job
from media_pipeline.models import Recording
from media_pipeline.pipeline.plan import Plan
from media_pipeline.pipeline.schedule import due, likely_seconds, priority


def enqueue_plan(recording: Recording, *, by: UUID | None) -> None:
    """Ask that the recording be looked at; harmless when it was asked or done already."""
    kind = "media.plan"
    told = {"recording": str(recording.uuid), "version": recording.version}
    urgency = priority(kind, likely_seconds(recording.original.bytes))
    enqueue(kind, key=recording.job_key("plan"), payload=told, created_by=by, priority=urgency)


def enqueue_due(recording: Recording, plan: Plan, *, by: UUID | None) -> None:
    """Ask for everything that is missing and can be made now; the caller holds the lock of the recording."""
    there = set(recording.parts.values_list("recipe_hash", "position"))
    whole = set(recording.renditions.values_list("recipe_hash", flat=True))
    ended = [Job.State.FAILED, Job.State.CANCELLED]
    asked = set(jobs_under(recording.job_prefix).exclude(state__in=ended).values_list("key", flat=True))
    told = {"recording": str(recording.uuid), "version": recording.version}
    for task in due(plan, pieces=there, renditions=whole):
        key = recording.job_key(task.name)
        if key not in asked:
            urgency = priority(task.kind, plan.facts.seconds)
            enqueue(task.kind, key=key, payload=told | task.told, created_by=by, priority=urgency)
