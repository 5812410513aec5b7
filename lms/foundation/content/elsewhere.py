"""A content store that is a bucket: reading a part of an object, and an address that is good for minutes."""

from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.storage import Storage

from lms.foundation.conf import options
from lms.foundation.content.storage import ALIAS, content_storage
from lms.foundation.models import StoredFile

LONGEST_SECONDS = 300


def bucket_storage() -> Any | None:
    """The content store when it is S3 through django-storages, else None."""
    if ALIAS not in settings.STORAGES:
        return None
    from storages.backends.s3 import S3Storage

    storage: Storage = content_storage()
    return storage if isinstance(storage, S3Storage) else None


def redirects() -> bool:
    """Whether an asker that says it can come back is sent to the store for sound and video."""
    return not options["ACCEL_PREFIX"] and options["REDIRECT_SECONDS"] > 0 and bucket_storage() is not None


def presigned(stored: StoredFile) -> str:
    """An address of the object itself, good for ``REDIRECT_SECONDS``; its signature covers type and disposition."""
    said = {"ResponseContentType": stored.content_type, "ResponseContentDisposition": "inline"}
    storage = cast("Any", bucket_storage())
    return str(storage.url(stored.storage_name, parameters=said, expire=options["REDIRECT_SECONDS"]))


def open_part(stored: StoredFile, start: int, length: int) -> BinaryIO | None:
    """A stream that gives ``length`` bytes from ``start`` on, asked of the bucket as such; None without a bucket."""
    storage = bucket_storage()
    if storage is None:
        return None
    with storage.open(stored.storage_name, "rb") as known:
        part = known.obj.get(Range=f"bytes={start}-{start + length - 1}")
    return cast("BinaryIO", part["Body"])
