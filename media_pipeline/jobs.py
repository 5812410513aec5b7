"""The jobs of this room: one looks and plans, the others make what was planned, in any number of workers at once.

``media.plan`` -> ``media.voice`` and every ``media.part`` -> for each rendition, as soon as all its pieces are there,
``media.join`` (``media.stills`` for the slides). The last of them settles what is offered.
"""

import errno
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from lms.foundation.api import JobRun, LeaseLost, PermanentFailure, Postponed, cancel, job

if TYPE_CHECKING:
    from media_pipeline.models import Recording
    from media_pipeline.pipeline.plan import Plan

ATTEMPTS = 5
FULL = (errno.ENOSPC, errno.EDQUOT)
Work = Callable[["Recording", "Plan"], None]


def register() -> None:
    """Make the jobs known to the ledger."""
    from media_pipeline.actions.settle_recording import fail_recording

    for kind, body in (("plan", plan), ("voice", voice), ("stills", rendition), ("part", part), ("join", rendition)):
        job(f"media.{kind}", queue="media", max_attempts=ATTEMPTS, lease_seconds=90, gave_up=fail_recording)(body)
    job("media.words", queue="media", max_attempts=ATTEMPTS)(words)
    job("media.captions", queue="media", max_attempts=ATTEMPTS)(captions)
    job("media.frame", queue="media", max_attempts=2, lease_seconds=90)(frame)


def plan(run: JobRun, *, recording: str, version: int) -> None:
    """Look at the recording and ask for its jobs."""
    from media_pipeline.actions.plan_recording import plan_recording

    _with_recording(recording, version, lambda found: plan_recording(run, found))


def voice(run: JobRun, *, recording: str, version: int) -> None:
    """Make the sounds."""
    from media_pipeline.actions.make_pieces import make_voice

    _with_plan(run, recording, version, lambda found, plan: make_voice(run, found, plan))


def part(run: JobRun, *, recording: str, version: int, piece: str, position: int) -> None:
    """Make one part of a video."""
    from media_pipeline.actions.make_pieces import make_part

    _with_plan(run, recording, version, lambda found, plan: make_part(run, found, plan, piece, position))


def rendition(run: JobRun, *, recording: str, version: int, rung: str) -> None:
    """Put one rendition together."""
    from media_pipeline.actions.make_rendition import make_rendition

    _with_plan(run, recording, version, lambda found, plan: make_rendition(run, found, plan, rung))


def frame(_run: JobRun, *, recording: str, source: str, at: int) -> None:
    """Take one picture out of a file that is stored elsewhere; one that cannot be taken is not asked for again."""
    from lms.foundation.models import StoredFile
    from media_pipeline.actions.take_frame import take_frame
    from media_pipeline.ffmpeg import FfmpegError
    from media_pipeline.models import Recording

    found, file = Recording.objects.filter(uuid=recording).first(), StoredFile.objects.filter(sha256=source).first()
    if found is None or file is None:
        return
    try:
        take_frame(found, file, at)
    except FfmpegError as error:
        raise PermanentFailure(_("There is no picture at this moment of the recording.")) from error


def _with_plan(run: JobRun, recording: str, version: int, work: Work) -> None:
    """Do the work on the present plan. Tools that changed since it was made would make other bytes: then plan anew."""
    from media_pipeline.actions.at_work import present_plan
    from media_pipeline.actions.plan_recording import plan_recording

    def planned(found: "Recording") -> None:
        present = present_plan(found)
        if present is None:
            plan_recording(run, found)
        else:
            work(found, present)

    _with_recording(recording, version, planned)


def _with_recording(uuid: str, version: int, work: "Callable[[Recording], Any]") -> None:
    """Do the work on one version of a recording; one that is gone, replaced or ready needs none."""
    from media_pipeline.errors import Refusal
    from media_pipeline.models import Recording

    versions = Recording.objects.filter(uuid=uuid, version=version)
    versions.filter(state=Recording.State.WAITING).update(state=Recording.State.WORKING)
    found = versions.select_related("original", "edited").first()
    if found is None or found.state == Recording.State.READY:
        return
    if found.state != Recording.State.WORKING:
        cancel(found.job_prefix)
        raise LeaseLost
    try:
        work(found)
    except Recording.DoesNotExist:
        return
    except Refusal as refusal:
        raise PermanentFailure(refusal.message) from refusal
    except OSError as problem:
        if problem.errno not in FULL:
            raise
        raise Postponed(
            _("The server has no room left. The recording is kept; the work goes on by itself when there is room.")
        ) from problem


def words(run: JobRun, *, recording: str, version: int) -> None:
    """Read the slides of one version of a recording."""
    from media_pipeline.actions.read_slides import read_slides
    from media_pipeline.models import Recording

    found = Recording.objects.filter(uuid=recording, version=version).first()
    if found is not None:
        read_slides(run, found)


def captions(run: JobRun, *, recording: str, version: int, language: str) -> None:
    """Have captions of one version of a recording written by the program of this site."""
    from media_pipeline.actions.ask_for_captions import write_captions
    from media_pipeline.models import Recording

    found = Recording.objects.filter(uuid=recording, version=version).first()
    if found is not None:
        write_captions(run, found, language)
