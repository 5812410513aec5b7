"""Putting a rendition together from its pieces: what ``media.join`` and ``media.stills`` do."""

import shutil
from pathlib import Path

from lms.foundation.api import JobRun, open_stored, store_path
from media_pipeline.actions.at_work import telling, workshop, writing
from media_pipeline.actions.read_slides import begin_slides
from media_pipeline.actions.settle_recording import settle_recording
from media_pipeline.conf import tool
from media_pipeline.models import Recording, Rendition, RenditionFile
from media_pipeline.pipeline.outputs import Made
from media_pipeline.pipeline.plan import Plan, Step
from media_pipeline.pipeline.workshop import Workshop, tools_of

DOING = {
    "slides": "making slides and voice",
    "audio": "making the sound alone",
    "video": "joining the small video",
    "standard": "joining the video for Wi-Fi",
}


def make_rendition(run: JobRun, recording: Recording, plan: Plan, rung: str) -> None:
    """Put the rendition of ``rung`` together, unless it is there; it becomes visible whole. The last one settles."""
    step = plan.step(rung)
    if recording.renditions.filter(recipe_hash=step.hash).exists():
        return
    tell = telling(run, recording, DOING[rung])
    with workshop(run, recording.source) as shop:
        made = shop.assemble(plan, step, _bring(recording, plan, step, shop), tell)
        keep_rendition(run, recording, plan, step, made)


def _bring(recording: Recording, plan: Plan, step: Step, shop: Workshop) -> dict[tuple[str, int], Path]:
    """Copies of the pieces of a rendition in the folder of the job, where alone ffmpeg may read them."""
    pieces = plan.sounds() | plan.pictures()
    found = {}
    for part in recording.parts.filter(recipe_hash__in={name for name, _ in step.places()}).select_related("stored"):
        path = shop.place(pieces[part.recipe_hash], part.position)
        with open_stored(part.stored) as stream, path.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        found[part.recipe_hash, part.position] = path
    return found


def keep_rendition(run: JobRun, recording: Recording, plan: Plan, step: Step, made: Made) -> None:
    """Store the files of a finished rendition and show it, in place of an older one of its rung."""
    stored = [store_path(each.path, suffix=each.suffix, content_type=each.content_type) for each in made.outputs]
    codecs = dict.fromkeys(each.codecs or each.suffix for each in made.outputs)
    with writing(run, recording) as locked:
        locked.renditions.filter(rung=step.rung).delete()
        rendition = Rendition.objects.create(
            recording=locked,
            rung=step.rung,
            bytes=made.label_bytes,
            codecs=", ".join(codecs)[:100],
            seconds=plan.facts.seconds,
            readable=made.readable,
            tool_version=tools_of(tool()),
            recipe_hash=step.hash,
        )
        RenditionFile.objects.bulk_create(
            RenditionFile(
                rendition=rendition,
                role=each.role,
                position=each.position,
                at_seconds=each.at_seconds,
                stored=file,
                width=each.width,
                height=each.height,
                codecs=each.codecs,
            )
            for each, file in zip(made.outputs, stored, strict=True)
        )
        if step.rung == Rendition.Rung.SLIDES:
            begin_slides(locked, created_by=run.created_by)
        _release_pieces(locked, plan)
        settle_recording(locked, plan)


def _release_pieces(recording: Recording, plan: Plan) -> None:
    """Let go of the pieces that no rendition waits for any more."""
    whole = set(recording.renditions.values_list("recipe_hash", flat=True))
    waited_for = {name for step in plan.steps if step.hash not in whole for name, _ in step.places()}
    recording.parts.exclude(recipe_hash__in=waited_for).delete()
