"""Revoke a certificate."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from certificates.models import Award, AwardStatus
from certificates.permissions import may
from certificates.querysets import status_now
from certificates.reasons import REVOKE_REASONS
from lms.people.models import Person


def revoke(award: Award, *, reason: str, by: Person | None) -> Award:
    """Revoke ``award`` for a reason code of ``certificates.reasons``; a revoked one stays as it is.

    Nothing is deleted: the award, its code and its ledger stay, and its address says "no longer valid" for ever.
    ``PermissionDenied`` when ``by`` is no certificate officer there, ``ValueError`` for an unknown reason.
    """
    if by is not None and not may(by, "revoke", award):
        raise PermissionDenied
    if reason not in REVOKE_REASONS:
        raise ValueError("Choose one of the reasons on the list.")
    with transaction.atomic():
        held = Award.objects.select_for_update().get(pk=award.pk)
        if held.state == Award.State.REVOKED:
            return held
        entry = AwardStatus.objects.create(
            award=held, kind=AwardStatus.Kind.REVOKED, reason_code=reason, actor=by.uuid if by else None
        )
        held.state = status_now(held).state
        held.save(update_fields=["state"])
        log(held, "hunar_certificates.revoke", user=by.user if by else None, data={"entry": str(entry.uuid)})
    return held
