"""Stored files and jobs for tests."""

import itertools

from lms.foundation.api import store_bytes
from lms.foundation.models import Job, StoredFile

_numbers = itertools.count(1)


def stored_file(data: bytes | None = None, *, suffix: str = "bin", content_type: str = "") -> StoredFile:
    """A stored file; different bytes each time when none are given."""
    data = data if data is not None else f"file {next(_numbers)}".encode()
    return store_bytes(data, suffix=suffix, content_type=content_type or "application/octet-stream")


def waiting_job(kind: str, **values: object) -> Job:
    """A job in the ledger that nobody has sent anywhere."""
    return Job.objects.create(kind=kind, key=f"{kind} {next(_numbers)}", **values)
