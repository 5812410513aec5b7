"""What the ground offers to every room above it. Rooms import from here, and ``LedgerEntry`` from ``models``."""

from lms.foundation.canonical import canonical_json
from lms.foundation.codes import group_code, new_code, read_code
from lms.foundation.conf import RoomSettings
from lms.foundation.content.elsewhere import redirects
from lms.foundation.content.serve import serve_stored
from lms.foundation.content.store import (
    adopt_path,
    find_stored,
    open_stored,
    read_stored,
    store_by,
    store_bytes,
    store_path,
    stored_path,
)
from lms.foundation.folding import fold, fold_digits
from lms.foundation.inbox.lateness import believed_moment, late_events, overtaking
from lms.foundation.inbox.receive import TooMany, Verdict, receive
from lms.foundation.inbox.registry import Event, Late, Refused, verb
from lms.foundation.inbox.sealed import public_key
from lms.foundation.keys import (
    BadSecret,
    BadToken,
    decrypt,
    encrypt,
    keyed_hash,
    keyed_hashes,
    newest_key,
    read_token,
    sign_token,
)
from lms.foundation.limiter import allow, seconds_to_wait
from lms.foundation.offline.keep import keep_offline
from lms.foundation.offline.phone import forget_phone, owner_of, waiting_on
from lms.foundation.work.queue import cancel, enqueue, jobs_under, under_way
from lms.foundation.work.registry import job
from lms.foundation.work.run import JobRun, LeaseLost, PermanentFailure, Postponed

__all__ = [
    "BadSecret",
    "BadToken",
    "Event",
    "JobRun",
    "Late",
    "LeaseLost",
    "PermanentFailure",
    "Postponed",
    "Refused",
    "RoomSettings",
    "TooMany",
    "Verdict",
    "adopt_path",
    "allow",
    "believed_moment",
    "cancel",
    "canonical_json",
    "decrypt",
    "encrypt",
    "enqueue",
    "find_stored",
    "fold",
    "fold_digits",
    "forget_phone",
    "group_code",
    "job",
    "jobs_under",
    "keep_offline",
    "keyed_hash",
    "keyed_hashes",
    "late_events",
    "new_code",
    "newest_key",
    "open_stored",
    "overtaking",
    "owner_of",
    "public_key",
    "read_code",
    "read_stored",
    "read_token",
    "receive",
    "redirects",
    "seconds_to_wait",
    "serve_stored",
    "sign_token",
    "store_by",
    "store_bytes",
    "store_path",
    "stored_path",
    "under_way",
    "verb",
    "waiting_on",
]
