"""The shape of every ledger row."""

import time
import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from lms.foundation.conf import options


def this_server() -> str:
    """Name of the server that writes, from ``HUNAR_FOUNDATION["ORIGIN"]``."""
    return str(options["ORIGIN"])


def next_sequence() -> int:
    """A number that grows with every entry this server writes: nanoseconds since 1970."""
    return time.time_ns()


class LedgerEntry(models.Model):
    """Something that was so. Entries are appended; a correction supersedes an entry, nothing overwrites one.

    ``actor`` is a person's uuid, ``reason_code`` a code: a ledger holds no personal words.
    Order by ``(recorded_at, sequence, uuid)``.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=32)
    effective_at = models.DateTimeField(default=timezone.now)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.UUIDField(null=True, blank=True)
    reason_code = models.CharField(max_length=64, blank=True)
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=64, default=this_server, editable=False)
    sequence = models.BigIntegerField(default=next_sequence, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append; ``TypeError`` when the entry is already written."""
        if not self._state.adding:
            raise TypeError("A ledger entry is never changed: write another one that supersedes it.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: ``TypeError`` always."""
        raise TypeError("A ledger entry is never deleted: write another one that supersedes it.")
