"""What a stranger learns about an award: the one list of facts behind the page and its JSON."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from certificates.models import Award
from certificates.reasons import public_reason
from certificates.status import Status
from lms.foundation.api import group_code


@dataclass(frozen=True)
class Valid:
    """A valid award: what the paper says, with the name as its holder chose. Never a mark, a minute, a place."""

    code: str
    holder: str
    award: Award
    issued_month: date


@dataclass(frozen=True)
class Revoked:
    """A revoked award: since when, and why where the reason is public. Whose it was is told no more."""

    code: str
    since: date
    reason: str


Checked = Valid | Revoked


def check(award: Award, status: Status) -> Checked:
    """Return what a stranger may know of ``award`` while its status is ``status``."""
    code = group_code(award.code)
    if status.state == "revoked":
        return Revoked(code, timezone.localtime(status.since).date(), public_reason(status.reason_code))
    return Valid(code, award.name_for_others, award, award.issued_on.replace(day=1))


def as_json(checked: Checked, at: datetime) -> dict[str, Any]:
    """Return the same facts as plain JSON; ``at`` is when they were looked up."""
    if isinstance(checked, Revoked):
        facts: dict[str, Any] = {"status": "revoked", "revoked_on": checked.since.isoformat()}
        if checked.reason:
            facts["reason"] = checked.reason
    else:
        award = checked.award
        facts = {
            # Whoever reads only this one word must not take a sample for a certificate.
            "status": "specimen" if award.specimen else "valid",
            "holder": checked.holder,
            "name_shown": award.name_shown,
            "course": dict(award.course_titles),
            "hours": award.hours,
            "programme": award.programme_name,
            "issuer": award.issuer_name,
            "issued": f"{checked.issued_month:%Y-%m}",
        }
    return {"format": 1, "code": checked.code, "checked_at": at.isoformat(timespec="seconds")} | facts
