"""Where the bytes of unfinished uploads lie: on the store's own disk, or beside it in the store's own bucket."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol

from django.core.files.storage import FileSystemStorage

from lms.foundation.content.storage import content_storage
from lms.foundation.models import StoredFile
from media_pipeline.conf import work_folder

# What an upload's row keeps for its staging area; the staging area alone reads it.
Place = dict[str, Any]


class Staging(Protocol):
    """One area; ``name`` is the upload's uuid as text.

    Every method may raise StagingSilent; those that meet acknowledged bytes, StagingLost when these are gone.
    """

    # Most bytes one ``write`` is given.
    step: int

    def turn(self, name: str) -> AbstractContextManager[None]:
        """Hold this while looking at the offset, writing and moving it: two writers never write over each other.

        Whatever makes them wait ends with the process that holds it.
        """
        ...

    def write(self, name: str, place: Place, offset: int, data: bytes) -> Place:
        """Put ``data`` after the first ``offset`` bytes, safely; return the row's new place. StagingFull: no room.

        Nothing counts until the caller has written the place and the new offset into the row.
        """
        ...

    def read(self, name: str, place: Place, length: int) -> Iterator[bytes]:
        """The first ``length`` bytes, piece by piece."""
        ...

    def hand_over(
        self, name: str, place: Place, length: int, *, sha256: str, suffix: str, content_type: str
    ) -> StoredFile:
        """Give all bytes to the content store; what lies here stays until ``discard``. May be called again."""
        ...

    def discard(self, name: str) -> None:
        """Remove what lies here under that name; nothing happens when there is nothing."""
        ...

    def names(self) -> set[str]:
        """Every name under which something lies here."""
        ...

    def sweep(self) -> None:
        """Remove what a hand-over that was killed left in the content store."""
        ...

    def free_bytes(self) -> int | None:
        """How much still fits; None when nobody can say."""
        ...


def find_staging() -> Staging:
    """The area that fits ``content_storage()``; for a storage of another kind the site's working folder."""
    from media_pipeline.uploads.staging.disk import DiskStaging

    storage = content_storage()
    if isinstance(storage, FileSystemStorage):
        return DiskStaging(storage.path("arriving"))
    if hasattr(storage, "bucket"):
        from media_pipeline.uploads.staging.bucket import BucketStaging

        return BucketStaging(storage)
    return DiskStaging(work_folder("arriving"))
