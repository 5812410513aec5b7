"""Making renditions of a recording: what the job ``media.process`` does."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.db import transaction
from django.dispatch import Signal

from lms.foundation.api import JobRun, open_stored, store_path, stored_path
from lms.foundation.models import StoredFile
from media_pipeline.conf import options, tool, work_folder
from media_pipeline.errors import Refusal
from media_pipeline.models import Recording, Rendition, RenditionFile
from media_pipeline.pipeline.outputs import Made
from media_pipeline.pipeline.plan import LeftOut, Plan, Step, settle
from media_pipeline.pipeline.workshop import Workshop
from media_pipeline.signals import recording_failed, recording_ready

DOING = {"slides": "making slides and voice", "audio": "making the sound alone", "video": "making the small video"}
TITLE_LENGTH = 80
SHARES = {"slides": 15, "audio": 5, "video": 70}
LOOKING = 10
SECONDS_BETWEEN_NOTES = 2.0
RUNG_NAMES = {
    "slides": "slides and voice",
    "audio": "sound alone",
    "video": "small video",
    "source": "recording itself",
}


def process_recording(run: JobRun, recording: Recording) -> None:
    """Make every rendition that is missing, each visible as soon as it is whole, then settle which ones stay.

    May be started again after a death at any point: what is finished is kept, what was half made is made again with
    the same bytes. Raises Refusal when the original is no recording; the sentence then stands on the recording.
    """
    Recording.objects.filter(pk=recording.pk).update(state=Recording.State.WORKING)
    run.progress(0, _note(recording, "looking at the recording"))
    original = recording.original
    with _own_folder(recording) as folder:
        source = stored_path(original) or _local_copy(original, folder / "original")
        workshop = Workshop(source, folder, tool=tool(), max_seconds=options["MAX_SECONDS"], identity=original.sha256)
        plan = workshop.plan()
        _begin(run, recording, plan)
        finished = set(recording.renditions.values_list("recipe_hash", flat=True))
        done = LOOKING
        for step in plan.steps:
            if step.hash not in finished:
                made = workshop.make(plan, step, _Notes(run, recording, step.rung, done))
                keep_rendition(run, recording, step, made, tools=workshop.tools)
            done += SHARES[step.rung]
        _settle(run, recording, plan)


def refuse_recording(run: JobRun, recording: Recording, refusal: Refusal) -> None:
    """Write on the recording why it cannot be processed; what was made before stays."""
    with transaction.atomic():
        run.fence()
        recording.state, recording.failure = Recording.State.FAILED, refusal.message
        recording.save(update_fields=["state", "failure"])
        _tell(recording_failed, recording)


def keep_rendition(run: JobRun, recording: Recording, step: Step, made: Made, *, tools: str) -> Rendition:
    """Store the files of a finished rendition and show it, in place of an older one of its rung."""
    stored = [store_path(each.path, suffix=each.suffix, content_type=each.content_type) for each in made.outputs]
    codecs = dict.fromkeys(each.codecs or each.suffix for each in made.outputs)
    with transaction.atomic():
        run.fence()
        recording.renditions.filter(rung=step.rung).delete()
        rendition = Rendition.objects.create(
            recording=recording,
            rung=step.rung,
            bytes=made.label_bytes,
            codecs=", ".join(codecs)[:100],
            tool_version=tools,
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
    return rendition


def _begin(run: JobRun, recording: Recording, plan: Plan) -> None:
    """Write down what was seen, and take away what another original left behind."""
    recording.seconds, recording.content_class = plan.facts.seconds, plan.survey.content_class
    with transaction.atomic():
        run.fence()
        recording.save(update_fields=["seconds", "content_class"])
        recording.renditions.exclude(recipe_hash__in=[step.hash for step in plan.steps]).delete()


def _settle(run: JobRun, recording: Recording, plan: Plan) -> None:
    labels = dict(recording.renditions.values_list("rung", "bytes"))
    left_out = settle(labels, source_bytes=plan.facts.bytes, content_class=plan.survey.content_class)
    with transaction.atomic():
        run.fence()
        recording.renditions.filter(rung__in=[each.rung for each in left_out]).delete()
        recording.state, recording.failure = Recording.State.READY, ""
        recording.note = " ".join(_sentence(each) for each in left_out)
        recording.save(update_fields=["state", "failure", "note"])
        _tell(recording_ready, recording)


def _tell(signal: Signal, recording: Recording) -> None:
    """Send the signal when what is written now is kept; a listener that fails does not undo the work."""
    transaction.on_commit(partial(signal.send_robust, sender=Recording, recording=recording))


def _sentence(left_out: LeftOut) -> str:
    if left_out.instead == "movement":
        return "Without slides: the picture moves all the time."
    return (
        f"Left out: {RUNG_NAMES[left_out.rung]}. It would cost a trainee about as much as the "
        f"{RUNG_NAMES[left_out.instead]}, which shows more."
    )


def _note(recording: Recording, doing: str) -> str:
    """What the job is at, in words that say of which recording."""
    return f"{recording.title[:TITLE_LENGTH]}: {doing}"


class _Notes:
    """Tells the job how far a step is, every two seconds at most."""

    def __init__(self, run: JobRun, recording: Recording, rung: str, before: int) -> None:
        self._run, self._rung, self._before = run, rung, before
        self._note = _note(recording, DOING[rung])
        self._last = 0.0

    def __call__(self, share: float) -> None:
        now = time.monotonic()
        if now - self._last >= SECONDS_BETWEEN_NOTES:
            self._last = now
            self._run.progress(self._before + int(SHARES[self._rung] * share), self._note)


@contextmanager
def _own_folder(recording: Recording) -> Iterator[Path]:
    """An empty folder for this run; a killed one left its own behind, which goes now."""
    folder = work_folder(str(recording.uuid))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _local_copy(original: StoredFile, path: Path) -> Path:
    """The original as a file on this machine, for a storage that is elsewhere."""
    with open_stored(original) as stream, path.open("wb") as copy:
        shutil.copyfileobj(stream, copy)
    return path
