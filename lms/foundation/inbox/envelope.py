"""What an event must look like before anybody hears it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from lms.foundation.canonical import canonical_json

MOST_EVENTS = 100
MOST_PAYLOAD_BYTES = 16 * 1024


class Envelope(BaseModel):
    """One event on its way in. ``at`` is the device's clock."""

    model_config = ConfigDict(extra="forbid")

    uuid: UUID
    verb: str = Field(min_length=1, max_length=64)
    sequence: int = Field(ge=0, lt=2**63)
    at: datetime | None = None
    payload: dict[str, Any]


def too_large(payload: dict[str, Any]) -> bool:
    """True when the payload is over the limit, measured in its one spelling."""
    return len(canonical_json(payload)) > MOST_PAYLOAD_BYTES
