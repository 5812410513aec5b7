"""Which function does which kind of job."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lms.foundation.models import Job


@dataclass(frozen=True)
class Kind:
    """A kind of job and how patient to be with it."""

    name: str
    function: Callable[..., None]
    queue: str
    max_attempts: int
    lease_seconds: int
    gave_up: Callable[..., None] | None = None


PATIENCE = 60
_kinds: dict[str, Kind] = {}
Body = Callable[..., None]


def job(
    kind: str,
    *,
    queue: str = "default",
    max_attempts: int = 5,
    lease_seconds: int = 60,
    gave_up: Callable[..., None] | None = None,
) -> Callable[[Body], Body]:
    """Register ``function(run: JobRun, **payload)`` as the body of jobs of ``kind`` (say ``"media.process"``).

    The body may be started again after a death at any point: it names its outputs by content and ends early when
    they are there. A worker silent for ``lease_seconds`` is taken for dead. When the job is given up,
    ``gave_up(row, sentence)`` hears why, in the transaction that says so and before the row does.
    """

    def register(function: Body) -> Body:
        _kinds[kind] = Kind(kind, function, queue, max_attempts, lease_seconds, gave_up)
        return function

    return register


def kind_of(name: str) -> Kind:
    """The registered kind; ``LookupError`` with a sentence when no installed room knows it."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"No installed room knows jobs of the kind “{name}”.") from None


def queues_of_jobs() -> set[str]:
    """The queues that jobs of the installed rooms go to."""
    return {kind.queue for kind in _kinds.values()}


def shortest_lease() -> int:
    """The least patience among all kinds; a minute when there are none."""
    return min((kind.lease_seconds for kind in _kinds.values()), default=PATIENCE)


def lease_seconds(job_row: Job) -> int:
    """How long a worker of this job may be silent; a minute when its room is gone."""
    known = _kinds.get(job_row.kind)
    return known.lease_seconds if known else PATIENCE


def give_up(row: Job, while_seen: "QuerySet[Job]", sentence: str) -> bool:
    """Fail the job for good, unless it is not in ``while_seen`` any more, and tell its room; return whether it was."""
    known = _kinds.get(row.kind)
    ended = {"state": Job.State.FAILED, "lease": None, "finished_at": timezone.now(), "error": sentence}
    with transaction.atomic():
        # The room locks its own rows first: whoever ends jobs takes them in this order.
        if known is not None and known.gave_up is not None:
            known.gave_up(row, sentence)
        given_up = bool(while_seen.update(**ended))
        if not given_up:
            transaction.set_rollback(True)
    return given_up
