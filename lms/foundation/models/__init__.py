"""Data of the ground: stored files, jobs, inbox events, throttles, and the shape of every ledger."""

from lms.foundation.models.inbox_event import InboxEvent
from lms.foundation.models.job import Job
from lms.foundation.models.ledger_entry import LedgerEntry
from lms.foundation.models.stored_file import StoredFile
from lms.foundation.models.throttle import Throttle

__all__ = ["InboxEvent", "Job", "LedgerEntry", "StoredFile", "Throttle"]
