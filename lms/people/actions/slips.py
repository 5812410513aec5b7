"""Issuing start slips."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.foundation.api import keyed_hash, new_code
from lms.people.actions.pins import SLIP_PURPOSE
from lms.people.conf import options
from lms.people.models import Person, StartSlip
from lms.people.permissions import may

CODE_LENGTH = 12


def issue_slip(person: Person, *, by: Person | None, reason: str) -> tuple[StartSlip, str]:
    """A new slip and its plain code, which is shown this once and never kept. Older open slips are voided.

    ``by=None`` is the system itself. ``PermissionDenied`` when ``by`` may not; ``ValueError`` without a reason,
    or for an account that a slip cannot open. Her PIN, if she has one, works until the slip is used.
    """
    if by is not None and not may(by, "issue_slip", person):
        raise PermissionDenied
    if not reason.strip():
        raise ValueError("A slip needs a reason: it is kept with her record.")
    if person.user is None:
        raise ValueError("This person has no account yet, so a slip would open nothing.")
    if person.user.has_usable_password():
        raise ValueError("This person signs in with a password, so a slip would open nothing.")
    code, now = new_code(CODE_LENGTH), timezone.now()
    with transaction.atomic():
        # The person's row is the lock: two slips issued at once come one after the other.
        Person.objects.select_for_update().get(pk=person.pk)
        person.slips.filter(used_at__isnull=True, voided_at__isnull=True).update(voided_at=now)
        slip = StartSlip.objects.create(
            person=person,
            code_hash=keyed_hash(SLIP_PURPOSE, code),
            issued_at=now,
            expires_at=now + timedelta(days=options["SLIP_DAYS"]),
            issued_by=by,
            reason=reason.strip(),
        )
        log(slip, "hunar_people.issue_slip", user=by.user if by else None, data={"slip": str(slip.uuid)})
    return slip, code
