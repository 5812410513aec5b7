"""Why an award may be revoked, and who is told the reason."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class RevokeReason:
    """One reason: words for staff; words for a verifier, or none where the reason is nobody else's business."""

    code: str
    staff: str
    public: str | Promise = ""


REVOKE_REASONS: dict[str, RevokeReason] = {
    reason.code: reason
    for reason in (
        RevokeReason("mistake", "Issued by mistake (a verifier reads this)", _("Reason: issued by mistake.")),
        RevokeReason("wrong_person", "Issued to the wrong person (kept inside)"),
        RevokeReason("not_earned", "The work was not the holder's own (kept inside)"),
        RevokeReason("holder_asked", "The holder asked for it (kept inside)"),
    )
}


def public_reason(code: str) -> str:
    """Return the sentence a verifier may read, in her language, or ""."""
    reason = REVOKE_REASONS.get(code)
    return str(reason.public) if reason else ""
