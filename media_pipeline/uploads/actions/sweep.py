"""What is done once a night."""

from contextlib import suppress
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from media_pipeline.models import Upload
from media_pipeline.uploads.actions.finish import finish
from media_pipeline.uploads.errors import StagingFull, StagingSilent, UploadRefused
from media_pipeline.uploads.staging import Staging, find_staging


@dataclass(frozen=True)
class Swept:
    """How many uploads were finished, forgotten, and how many leftovers without an upload were removed."""

    finished: int
    forgotten: int
    leftovers: int


def sweep_uploads() -> Swept:
    """Finish what is all here and was left alone, forget what expired, remove bytes that no upload names.

    May run beside uploads, and twice at once.
    """
    finished = _finish_whole()
    expired = Upload.objects.filter(expires_at__lt=timezone.now())
    waiting = expired.filter(state=Upload.State.RECEIVING, offset=F("length"))
    forgotten = expired.exclude(pk__in=waiting).delete()[0]
    staging = find_staging()
    staging.sweep()
    return Swept(finished, forgotten, _remove_leftovers(staging))


def _finish_whole() -> int:
    """A client that was cut off at the very end may never ask again; what is whole belongs to the library."""
    count = 0
    for upload in Upload.objects.filter(state=Upload.State.RECEIVING, offset=F("length")):
        # A full or silent store, or somebody who discards it now, must not keep the rest from being swept.
        with suppress(UploadRefused, StagingSilent, StagingFull, Upload.DoesNotExist):
            count += finish(upload) is not None
    return count


def _remove_leftovers(staging: Staging) -> int:
    # First what lies there, then who is arriving: an upload's row is older than its first byte.
    lying = staging.names()
    arriving = {str(each) for each in Upload.objects.filter(state="receiving").values_list("uuid", flat=True)}
    for name in lying - arriving:
        staging.discard(name)
    return len(lying - arriving)
