"""What every job of a recording does alike: a place to work, signs of life, and how it writes what it made."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction

from lms.foundation.api import JobRun, LeaseLost
from lms.foundation.models import StoredFile
from media_pipeline.conf import options, tool
from media_pipeline.models import Recording
from media_pipeline.pipeline.plan import Plan, read_plan
from media_pipeline.pipeline.workshop import Workshop, made_from
from media_pipeline.scratch import local_source, own_folder

TITLE_LENGTH = 80
SECONDS_BETWEEN_SIGNS = 2.0


@contextmanager
def workshop(run: JobRun, source: StoredFile) -> Iterator[Workshop]:
    """A workshop for ``source`` in a folder of this job's own; its ffmpeg ends soon after the lease is lost."""
    watched = replace(tool(), watch=_now_and_then(run.heartbeat))
    with own_folder(str(run.uuid)) as folder, local_source(source) as path:
        yield Workshop(
            path,
            folder,
            tool=watched,
            max_seconds=options["MAX_SECONDS"],
            identity=source.sha256,
            part_seconds=options["PART_SECONDS"],
        )


@contextmanager
def writing(run: JobRun, recording: Recording) -> Iterator[Recording]:
    """The transaction in which a job writes: one job of a recording at a time, and only while it holds its lease.

    Yields the recording as it is now. Raises LeaseLost when it was stopped or changed, Recording.DoesNotExist when it
    is gone.
    """
    with transaction.atomic():
        # The recording before the jobs: whoever ends the jobs of a recording takes the locks in this order.
        locked = Recording.objects.select_for_update().get(pk=recording.pk)
        if locked.version != recording.version or locked.state != Recording.State.WORKING:
            raise LeaseLost
        run.fence()
        yield locked


def present_plan(recording: Recording) -> Plan | None:
    """The plan of the recording, when it is for this source and for the tools that are here now."""
    plan = read_plan(recording.plan)
    return plan if plan is not None and plan.made_from == made_from(tool(), recording.source.sha256) else None


def telling(run: JobRun, recording: Recording, doing: str) -> Callable[[float], None]:
    """Tells the job its share done (0 to 1), every two seconds at most."""
    note = f"{recording.title[:TITLE_LENGTH]}: {doing}"
    run.progress(0, note)
    shares = [0.0]
    say = _now_and_then(lambda: run.progress(int(100 * shares[0]), note))

    def tell(share: float) -> None:
        shares[0] = share
        say()

    return tell


def _now_and_then(act: Callable[[], None]) -> Callable[[], None]:
    """The same, but nothing when it was done less than two seconds ago."""
    last = [time.monotonic()]

    def maybe() -> None:
        if time.monotonic() - last[0] >= SECONDS_BETWEEN_SIGNS:
            last[0] = time.monotonic()
            act()

    return maybe
