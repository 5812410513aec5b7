"""The evidence of an award: a copy of what was judged, kept for ever and shown to no stranger. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

EVIDENCE_FORMAT = 1


def snapshot(
    *, standing: Mapping[str, Any], judged_at: datetime, cohort: UUID, names: Mapping[str, str]
) -> dict[str, Any]:
    """Return the evidence that is stored with an award.

    ``standing`` is what running judged (edition, minutes, marks, rule), ``names`` what the identity papers said then.
    """
    return {
        "format": EVIDENCE_FORMAT,
        "judged_at": judged_at.isoformat(),
        "cohort": str(cohort),
        "names": dict(names),
        "standing": dict(standing),
    }
