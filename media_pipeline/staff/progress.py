"""How the processing of a recording stands, in words for its uploader."""

from datetime import datetime
from math import ceil
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.foundation.models import Job
from media_pipeline.models import Recording
from media_pipeline.pipeline.plan import read_plan
from media_pipeline.pipeline.schedule import all_tasks
from media_pipeline.querysets import jobs_of, recordings_before
from media_pipeline.remaining import percent_done, seconds_left

Shown = dict[str, Any]
# Looking at a recording is the first hundredths of the whole, before anybody knows how much work it is.
LOOKING = 5


def standing(recording: Recording) -> Shown:
    """How it stands, ready for JSON.

    ``state``, ``percent`` 0 to 100, one ``sentence``, ``seconds_left`` (None while nobody knows), the number of
    ``renditions`` that are finished, whether it is ``over``.
    """
    jobs = {job.key: job for job in jobs_of(recording)}
    at_work = any(job.under_way for job in jobs.values())
    if recording.state in (Recording.State.WAITING, Recording.State.WORKING) and at_work:
        percent, left = _measured(recording, jobs)
        told = {"state": recording.state, "percent": percent, "seconds_left": left, "over": False}
        told["sentence"] = _at_work(recording, list(jobs.values()), percent, left)
    else:
        told = _over(recording)
    return told | {"renditions": recording.renditions.count()}


def _over(recording: Recording) -> Shown:
    sentences = {
        Recording.State.READY: " ".join([_("Ready."), recording.note]).strip(),
        Recording.State.FAILED: recording.failure,
        Recording.State.STOPPED: _("Stopped. The recording and what is finished are kept; it can be taken up again."),
    }
    known = recording.state in sentences
    state = recording.state if known else Recording.State.FAILED
    sentence = sentences[Recording.State(recording.state)] if known else _("The work ended without a word. Try again.")
    percent = 100 if state == Recording.State.READY else 0
    return {"state": state, "percent": percent, "seconds_left": None, "over": True, "sentence": sentence}


def _measured(recording: Recording, jobs: dict[str, Job]) -> tuple[int, float | None]:
    """Percent done and seconds left, from the ledger."""
    plan = read_plan(recording.plan)
    if plan is None:
        return max((job.progress * LOOKING // 100 for job in jobs.values()), default=0), None
    since = datetime.fromisoformat(recording.plan["since"])
    steps, finished, left = [], [], 0.0
    for task in all_tasks(plan):
        job = jobs.get(recording.job_key(task.name))
        steps.append((task.cost, _share(job)))
        if job is None or job.state != Job.State.DONE:
            left += task.cost
        elif job.finished_at and job.finished_at > since:
            finished.append((task.cost, (job.finished_at - since).total_seconds()))
    percent = LOOKING + percent_done(steps) * (100 - LOOKING) // 100
    return percent, seconds_left(finished, left=left, now=(timezone.now() - since).total_seconds())


def _share(job: Job | None) -> float:
    if job is None:
        return 0.0
    return 1.0 if job.state == Job.State.DONE else job.progress / 100 if job.state == Job.State.RUNNING else 0.0


def _at_work(recording: Recording, jobs: list[Job], percent: int, left: float | None) -> str:
    running = [job for job in jobs if job.state == Job.State.RUNNING]
    troubled = next((job.error for job in jobs if job.state == Job.State.WAITING and job.error), "")
    if running:
        done = _("%(doing)s, %(percent)d %% of all.") % {"doing": _doing(running), "percent": percent}
        return " ".join([done, _time(left)]).strip()
    return troubled or " ".join([_turn(recordings_before(recording)), _("You may leave this page; the work goes on.")])


def _doing(running: list[Job]) -> str:
    """What the running job that comes first to a trainee does."""
    words = {
        "media.plan": _("Looking at the recording"),
        "media.voice": _("Making the sound"),
        "media.stills": _("Making the slides"),
        "media.join": _("Putting the files together"),
        "media.part": _("Making the videos"),
    }
    kinds = {job.kind for job in running}
    return next((word for kind, word in words.items() if kind in kinds), _("At work"))


def _time(left: float | None) -> str:
    if left is None:
        return ""
    minutes = ceil(left / 60)
    if minutes <= 1:
        return _("Less than a minute is left.")
    return ngettext("About %(minutes)d minute is left.", "About %(minutes)d minutes are left.", minutes) % {
        "minutes": minutes
    }


def _turn(before: int) -> str:
    if not before:
        return _("It is next.")
    words = ngettext("%(count)d recording is before it.", "%(count)d recordings are before it.", before)
    return words % {"count": before}
