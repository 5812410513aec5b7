"""Setting PINs: from a slip, or by the person herself."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.foundation.api import keyed_hashes
from lms.people.models import Person, PinCredential, StartSlip
from lms.people.pins import verifier_of

SLIP_PURPOSE = "people.slip"


def start_with_slip(account: AbstractBaseUser | None, code: str, pin: str) -> Person | None:
    """Use up the slip of this code and set the PIN; the person, or ``None`` when account and code do not go together.

    A slip works once, in its days, for an account that has no password. The old PIN ends with it, and so does every
    session of the account. Of two posts at once one wins.
    """
    slips = StartSlip.objects.filter(code_hash__in=keyed_hashes(SLIP_PURPOSE, code)).select_related("person")
    now = timezone.now()
    with transaction.atomic():
        slip = slips.filter(used_at__isnull=True, voided_at__isnull=True, expires_at__gt=now).first()
        if slip is None or account is None or slip.person.user_id != account.pk or account.has_usable_password():
            return None
        if not slips.filter(pk=slip.pk, used_at__isnull=True, voided_at__isnull=True).update(used_at=now):
            return None
        _keep(slip.person, account, pin, now)
        log(slip, "hunar_people.use_slip", user=account, data={"slip": str(slip.uuid)})
    return slip.person


def change_pin(person: Person, account: AbstractBaseUser, pin: str) -> None:
    """Replace her PIN; other sessions of the account end. The caller has compared the old one."""
    with transaction.atomic():
        _keep(person, account, pin, timezone.now())
        log(person, "hunar_people.change_pin", user=account, data={"person": str(person.uuid)})


def _keep(person: Person, account: AbstractBaseUser, pin: str, now: datetime) -> None:
    PinCredential.objects.update_or_create(person=person, defaults={"verifier": verifier_of(pin), "set_at": now})
    # A fresh unusable password changes what Django's sessions are bound to: older ones are dead from here on.
    account.set_unusable_password()
    account.save(update_fields=["password"])
