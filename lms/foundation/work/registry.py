"""Which function does which kind of job."""

from collections.abc import Callable
from dataclasses import dataclass

from lms.foundation.models import Job


@dataclass(frozen=True)
class Kind:
    """A kind of job and how patient to be with it."""

    name: str
    function: Callable[..., None]
    queue: str
    max_attempts: int
    lease_seconds: int


PATIENCE = 60
_kinds: dict[str, Kind] = {}
Body = Callable[..., None]


def job(kind: str, *, queue: str = "default", max_attempts: int = 5, lease_seconds: int = 60) -> Callable[[Body], Body]:
    """Register ``function(run: JobRun, **payload)`` as the body of jobs of ``kind`` (say ``"media.process"``).

    The body may be started again after a death at any point: it names its outputs by content and ends early when
    they are there. A worker silent for ``lease_seconds`` is taken for dead.
    """

    def register(function: Body) -> Body:
        _kinds[kind] = Kind(kind, function, queue, max_attempts, lease_seconds)
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
