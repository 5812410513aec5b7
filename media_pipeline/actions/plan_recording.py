"""Looking at a recording and deciding what becomes of it: what the job ``media.plan`` does."""

from django.utils import timezone

from lms.foundation.api import JobRun, store_path
from media_pipeline.actions.at_work import telling, workshop, writing
from media_pipeline.actions.next_jobs import enqueue_due
from media_pipeline.models import Recording
from media_pipeline.pipeline.edit import join_stretches
from media_pipeline.pipeline.plan import Plan
from media_pipeline.pipeline.probe import probe


def plan_recording(run: JobRun, recording: Recording) -> None:
    """Join what is used of the original, look at the result, write the plan and ask for its jobs.

    May be started again after a death at any point. Raises Refusal when the original is no recording.
    """
    if recording.stretches and recording.edited is None:
        make_edited(run, recording)
    telling(run, recording, "looking at the recording")
    with workshop(run, recording.source) as shop:
        _write(run, recording, shop.plan())


def make_edited(run: JobRun, recording: Recording) -> None:
    """Join the stretches that are used into one file of high quality and keep it as ``edited``."""
    tell = telling(run, recording, "joining what is used")
    with workshop(run, recording.original) as shop:
        facts = probe(shop.source, tool=shop.tool, folder=shop.folder, max_seconds=shop.max_seconds)
        target = shop.folder / "edited.mp4"
        join_stretches(shop.source, target, recording.stretches, facts=facts, tool=shop.tool, report=tell)
        edited = store_path(target, suffix="mp4", content_type="video/mp4")
    with writing(run, recording) as locked:
        locked.edited = edited
        locked.save(update_fields=["edited"])
    recording.edited = edited


def _write(run: JobRun, recording: Recording, plan: Plan) -> None:
    """Write down what was seen and decided, and take away what another source or other tools left behind."""
    with writing(run, recording) as locked:
        locked.plan = plan.as_json() | {"since": timezone.now().isoformat()}
        locked.seconds, locked.content_class = plan.facts.seconds, plan.survey.content_class
        locked.save(update_fields=["plan", "seconds", "content_class"])
        locked.renditions.exclude(recipe_hash__in=[step.hash for step in plan.steps]).delete()
        locked.parts.exclude(recipe_hash__in=[*plan.sounds(), *plan.pictures()]).delete()
        enqueue_due(locked, plan, by=run.created_by)
