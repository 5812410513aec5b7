"""The status of an award: a pure function of its ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

State = Literal["valid", "revoked"]

# What each kind of entry makes of an award.
STATES: dict[str, State] = {"issued": "valid", "revoked": "revoked"}


@dataclass(frozen=True)
class Entry:
    """One line of the ledger of an award."""

    key: UUID
    kind: str
    effective_at: datetime
    reason_code: str = ""
    supersedes: UUID | None = None


@dataclass(frozen=True)
class Status:
    """What a stranger is told today: the state, since when, and the code of the reason."""

    state: State
    since: datetime
    reason_code: str = ""


def status_of(entries: Iterable[Entry]) -> Status:
    """Return the status after ``entries``, given in the order in which they were written.

    The last entry that no other supersedes decides. ``ValueError`` when none is left: an award begins with "issued".
    """
    written = list(entries)
    superseded = {entry.supersedes for entry in written}
    standing = [entry for entry in written if entry.key not in superseded]
    if not standing:
        raise ValueError("An award without a single standing entry has no status.")
    last = standing[-1]
    return Status(STATES[last.kind], last.effective_at, last.reason_code)
