"""Keeping and comparing PINs.

A million PINs behind any hash alone fall in minutes to whoever copies the table, so the slow hash is taken over a
digest under a key that is not in the database.
"""

from django.contrib.auth.hashers import check_password, make_password

from lms.foundation.api import keyed_hash, newest_key

PURPOSE = "people.pin"


def verifier_of(pin: str) -> str:
    """What is kept of ``pin``: the key's id and a slow hash."""
    key = newest_key()
    return f"{key}:{make_password(keyed_hash(PURPOSE, pin, key=key))}"


def matches(pin: str, verifier: str) -> bool:
    """True when ``verifier`` was made of ``pin``. Costs the same either way."""
    key, _, slow = verifier.partition(":")
    return check_password(keyed_hash(PURPOSE, pin, key=key), slow)


def is_old(verifier: str) -> bool:
    """True when the verifier was made under a key that is no longer the newest."""
    return verifier.partition(":")[0] != newest_key()
