"""Taking in bytes."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from django.utils.translation import gettext as _

from media_pipeline.models import Upload
from media_pipeline.uploads.acceptance import ENOUGH, judge_start
from media_pipeline.uploads.actions.begin import expiry
from media_pipeline.uploads.actions.discard import lost, refused
from media_pipeline.uploads.body import steps
from media_pipeline.uploads.errors import Moved, StagingFull, StagingLost, UploadRefused
from media_pipeline.uploads.protocol import Checksum
from media_pipeline.uploads.staging import Staging, find_staging

IN_MEMORY = 1024 * 1024
Read = Callable[[int], bytes]


def append(upload: Upload, offset: int, read: Read, length: int, *, checksum: Checksum | None = None) -> int:
    """Put ``length`` bytes of ``read`` after the first ``offset``; return how many are safely here now.

    Each step counts as soon as it is on the disk, so a request that is cut keeps what arrived; with a ``checksum``
    nothing counts before all of it agreed. Moved when the upload stands elsewhere; UploadRefused for the rest.
    """
    if upload.state != Upload.State.RECEIVING:
        raise UploadRefused("gone", upload.refusal or _("This upload is finished."))
    if offset != upload.offset:
        raise Moved
    if offset + length > upload.length:
        raise UploadRefused("too-long", _("More bytes were sent than were announced. Upload the file once more."))
    staging = find_staging()
    if checksum is None:
        return _take(staging, upload, offset, steps(read, length, step=staging.step))
    with _agreed(read, length, checksum) as spool:
        return _take(staging, upload, offset, steps(spool.read, length, step=staging.step))


def _take(staging: Staging, upload: Upload, offset: int, pieces: Iterator[bytes]) -> int:
    for piece in pieces:
        enough = offset == 0 and len(piece) >= min(ENOUGH, upload.length)
        if enough and (wrong := judge_start(piece)):
            raise refused(upload, "wrong-type", wrong.message)
        try:
            _keep(staging, upload, offset, piece)
        except StagingLost:
            raise lost(upload) from None
        offset += len(piece)
    return offset


def _keep(staging: Staging, upload: Upload, offset: int, piece: bytes) -> None:
    """Bytes first, then one conditional UPDATE: between the two nothing was acknowledged and nothing is lost."""
    standing = Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVING, offset=offset)
    with staging.turn(str(upload.uuid)):
        now = standing.first()
        if now is None:
            raise Moved
        place = staging.write(str(upload.uuid), now.place, offset, piece)
        if not standing.update(offset=offset + len(piece), place=place, expires_at=expiry()):
            raise Moved


@contextmanager
def _agreed(read: Read, length: int, checksum: Checksum) -> Iterator[IO[bytes]]:
    """All ``length`` bytes of ``read`` in a file of their own, rewound, once they agree with ``checksum``."""
    hasher, got = checksum.hasher(), 0
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
        try:
            for piece in steps(read, length, step=IN_MEMORY):
                hasher.update(piece)
                spool.write(piece)
                got += len(piece)
            spool.seek(0)
        except OSError as error:
            raise StagingFull from error
        if got != length or not checksum.agrees(hasher):
            raise UploadRefused("mismatch", _("These bytes changed on their way and were not kept. Send them again."))
        yield spool
