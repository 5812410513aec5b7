"""Comparing what somebody typed with what is kept: the limiter first, and the same price whatever comes out."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from lms.foundation.api import fold_digits, seconds_to_wait
from lms.people import pins
from lms.people.accounts import find_account, typed_username
from lms.people.conf import options
from lms.people.known_phone import account_mark, is_known
from lms.people.local import is_local
from lms.people.models import Person

HOUR = 3600


@dataclass(frozen=True)
class Answer:
    """The account when all is right; ``wait_seconds`` when nothing was compared, as too much was tried of late."""

    # Whatever user model the host has.
    account: Any = None
    wait_seconds: int = 0


def check(request: HttpRequest | None, username: str, secret: str) -> Answer:
    """Compare PIN or password of an account under its allowance. Unknown names and wrong secrets cost the same.

    A request from a phone that signed in to the account before draws from an allowance of its own. No address is
    ever counted: thirty people behind one router do not meet each other here.
    """
    account = find_account(username)
    wait = count(request, username, account)
    if wait:
        return Answer(wait_seconds=wait)
    if account is None:
        make_password(secret)
        return Answer()
    right = compare(account, secret)
    return Answer(account if right and is_welcome(request, account) else None)


def count(request: HttpRequest | None, username: str, account: AbstractBaseUser | None) -> int:
    """Count one comparison for the account, or for a name nobody has; 0, or the seconds to wait when too many."""
    if account is not None and is_known(request, account):
        key, limit = f"people.known_phone:{account_mark(account)}", options["KNOWN_PHONE_COMPARISONS_PER_HOUR"]
    else:
        key, limit = f"people.account:{typed_username(username)}", options["COMPARISONS_PER_HOUR"]
    return seconds_to_wait(key, limit=limit, seconds=HOUR)


def count_start(username: str) -> int:
    """Count one try of a start code for a username; 0, or the seconds to wait when too many."""
    key = f"people.start:{typed_username(username)}"
    return seconds_to_wait(key, limit=options["COMPARISONS_PER_HOUR"], seconds=HOUR)


def compare(account: AbstractBaseUser, secret: str) -> bool:
    """One slow comparison: with the PIN of a person who has one, else with the account's password."""
    person = person_behind(account)
    pin = getattr(person, "pin", None)
    if pin is None:
        return account.check_password(secret)
    typed = fold_digits("".join(secret.split()))
    right = pins.matches(typed, pin.verifier)
    if right and pins.is_old(pin.verifier):
        pin.verifier = pins.verifier_of(typed)
        pin.save(update_fields=["verifier"])
    return right


def is_welcome(request: HttpRequest | None, account: AbstractBaseUser) -> bool:
    """True for an active account; a person of the demo is welcome from this machine alone."""
    person = person_behind(account)
    return bool(getattr(account, "is_active", True)) and (not getattr(person, "demo", False) or is_local(request))


def person_behind(account: AbstractBaseUser) -> Person | None:
    """The person of an account, without a query when it was fetched with it."""
    return getattr(account, "hunar_person", None)
