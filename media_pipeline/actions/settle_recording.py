"""The end of the work on a recording, good or bad."""

from functools import partial

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from lms.foundation.api import cancel
from lms.foundation.models import Job
from media_pipeline.models import Recording
from media_pipeline.pipeline.plan import Plan
from media_pipeline.pipeline.settle import LeftOut, settle
from media_pipeline.remarks import remarks
from media_pipeline.signals import recording_failed, recording_ready

AT_WORK = (Recording.State.WAITING, Recording.State.WORKING)


def settle_recording(recording: Recording, plan: Plan) -> None:
    """When every rendition is whole, decide which stay and say that it is ready; the caller holds its lock."""
    labels = dict(recording.renditions.values_list("rung", "bytes"))
    if len(labels) < len(plan.steps):
        return
    left_out = settle(labels, source_bytes=plan.facts.bytes, content_class=plan.survey.content_class)
    recording.renditions.filter(rung__in=[each.rung for each in left_out]).delete()
    recording.state, recording.failure = Recording.State.READY, ""
    recording.note = " ".join([*remarks(plan.facts), *(sentence(each) for each in left_out)])
    recording.save(update_fields=["state", "failure", "note"])
    _tell(recording_ready, recording)


def fail_recording(job: Job, sentence: str) -> None:
    """A job of the recording was given up: write why, end its other jobs. What was finished stays."""
    told = job.payload
    of_job = Recording.objects.filter(uuid=told["recording"], version=told["version"], state__in=AT_WORK)
    recording = of_job.select_for_update().first()
    if recording is None:
        return
    recording.state, recording.failure = Recording.State.FAILED, sentence
    recording.save(update_fields=["state", "failure"])
    cancel(recording.job_prefix, but=job.uuid)
    _tell(recording_failed, recording)


def _tell(signal: Signal, recording: Recording) -> None:
    """Send the signal when what is written now is kept; a listener that fails does not undo the work."""
    transaction.on_commit(partial(signal.send_robust, sender=Recording, recording=recording))


def sentence(left_out: LeftOut) -> str:
    """Why a rendition is not offered, in words for the trainer."""
    if left_out.instead == "movement":
        return _("Without slides: the picture moves all the time.")
    names = {
        "slides": _("slides and voice"),
        "audio": _("sound alone"),
        "video": _("small video"),
        "standard": _("video for Wi-Fi"),
        "source": _("recording itself"),
    }
    return _("Left out: %(rung)s. It would cost a trainee about as much as the %(instead)s, which shows more.") % {
        "rung": names[left_out.rung],
        "instead": names[left_out.instead],
    }
