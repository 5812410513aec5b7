"""What an event must look like before anybody hears it."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from lms.foundation.canonical import canonical_json

# Of one call: what a phone may send at once. The outbox keeps below both.
MOST_EVENTS = 200
MOST_CALL_BYTES = 64 * 1024
MOST_PAYLOAD_BYTES = 16 * 1024
# The escape of NUL, not the same letters after a backslash of their own.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class Envelope(BaseModel):
    """One event on its way in. ``at`` is the device's clock."""

    model_config = ConfigDict(extra="forbid")

    uuid: UUID
    verb: str = Field(min_length=1, max_length=64)
    sequence: int = Field(ge=0, lt=2**63)
    at: datetime | None = None
    payload: dict[str, Any]


def size_of(payload: dict[str, Any]) -> int | None:
    """Bytes of the payload in its one spelling, or ``None`` when it holds what no database can keep.

    That is NaN and infinities, half a character, and the sign NUL.
    """
    try:
        spelled = canonical_json(payload)
    except ValueError:
        return None
    return None if _NUL.search(spelled) else len(spelled)
