"""CNIC and phone numbers: one spelling, sealed, found again without being kept."""

import re

from lms.foundation.api import decrypt, encrypt, fold_digits, keyed_hash, keyed_hashes
from lms.people.models import Identifier, Person

PURPOSE = "people.identifier"
CNIC_DIGITS = 13


class BadIdentifier(ValueError):
    """The text is no such number; the message says what one looks like."""


def one_spelling(kind: str, text: str) -> str:
    """The number as it is kept: a CNIC as 13 digits, a phone as +, country and number. ``BadIdentifier`` otherwise."""
    digits = re.sub(r"[\s\-().]", "", fold_digits(text))
    if kind == Identifier.Kind.CNIC:
        if re.fullmatch(rf"[0-9]{{{CNIC_DIGITS}}}", digits):
            return digits
        raise BadIdentifier("A CNIC has 13 digits, like 91234-1234567-1.")
    local = re.fullmatch(r"0([1-9][0-9]{8,9})", digits)
    if local:
        return f"+92{local[1]}"
    abroad = re.fullmatch(r"(?:\+|00)([1-9][0-9]{7,14})", digits)
    if abroad:
        return f"+{abroad[1]}"
    raise BadIdentifier("A phone number starts with 0 or with + and the country, like 0300-1234567.")


def keep_identifier(person: Person, kind: str, text: str) -> Identifier:
    """Seal a number of hers; the same number again gives the row that is there. ``BadIdentifier`` when it is none."""
    number = one_spelling(kind, text)
    known = person.identifiers.filter(kind=kind, lookup__in=_lookups(kind, number)).first()
    return known or Identifier.objects.create(
        person=person,
        kind=kind,
        ciphertext=encrypt(PURPOSE, number.encode()),
        lookup=keyed_hash(PURPOSE, f"{kind}:{number}"),
    )


def read_identifier(identifier: Identifier) -> str:
    """The number itself. Whoever shows it asks for a reason first and logs that."""
    return decrypt(PURPOSE, identifier.ciphertext).decode()


def persons_with_identifier(kind: str, text: str) -> list[Person]:
    """Who has this number: at most one for a CNIC, a family for a phone. ``BadIdentifier`` when it is none."""
    lookups = _lookups(kind, one_spelling(kind, text))
    return list(Person.objects.filter(identifiers__kind=kind, identifiers__lookup__in=lookups).distinct())


def _lookups(kind: str, number: str) -> list[str]:
    return keyed_hashes(PURPOSE, f"{kind}:{number}")
