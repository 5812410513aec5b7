"""Making many persons and slips at once, in few queries and without one slow hash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from secrets import randbelow

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from lms.foundation.api import encrypt, keyed_hash, new_code
from lms.people.actions.pins import SLIP_PURPOSE
from lms.people.actions.slips import CODE_LENGTH
from lms.people.conf import options
from lms.people.identifiers import PURPOSE
from lms.people.models import Identifier, Person, StartSlip
from lms.people.permissions import may

USERNAMES = 10**8


@dataclass(frozen=True)
class NewTrainee:
    """Somebody to be made; without a username she gets one that tells nothing. Numbers are in their one spelling."""

    display_name: str
    legal_name: str
    urdu_name: str = ""
    gender: str = ""
    language: str = "ur"
    username: str = ""
    cnic: str = ""
    phone: str = ""


@transaction.atomic
def new_trainees(wanted: Sequence[NewTrainee], *, by: Person | None) -> list[Person]:
    """Make persons with accounts that nothing opens yet, in this order; the caller logs it, once for all.

    ``by=None`` is the system itself. The caller has judged the values; ``IntegrityError``, and nobody is made, when a
    username or a CNIC was taken meanwhile.
    """
    if by is not None and not may(by, "change_person"):
        raise PermissionDenied
    model = get_user_model()
    names = usernames_for(wanted)
    # ``make_password(None)`` is a random mark that no password opens this account: no hash is made.
    accounts = model.objects.bulk_create(
        model(**{model.USERNAME_FIELD: name, "password": make_password(None)}) for name in names
    )
    people = Person.objects.bulk_create(
        Person(
            user=account,
            display_name=each.display_name,
            legal_name=each.legal_name,
            urdu_name=each.urdu_name,
            gender=each.gender,
            language=each.language,
        )
        for account, each in zip(accounts, wanted, strict=True)
    )
    Identifier.objects.bulk_create(
        Identifier(
            person=person,
            kind=kind,
            ciphertext=encrypt(PURPOSE, number.encode()),
            lookup=keyed_hash(PURPOSE, f"{kind}:{number}"),
        )
        for person, each in zip(people, wanted, strict=True)
        for kind, number in ((Identifier.Kind.CNIC, each.cnic), (Identifier.Kind.PHONE, each.phone))
        if number
    )
    return people


def usernames_for(wanted: Sequence[NewTrainee]) -> list[str]:
    """Return a username for each: hers, or a new one of a letter and eight digits that nobody has."""
    drawn = [each.username or new_username() for each in wanted]
    while clash := clashes(drawn, wanted):
        for place in clash:
            drawn[place] = new_username()
    return drawn


def new_username() -> str:
    """Draw a username at random: it is typed on phones, so digits, and it is no name."""
    return f"h{randbelow(USERNAMES):08}"


def clashes(drawn: Sequence[str], wanted: Sequence[NewTrainee]) -> list[int]:
    """Return the places of drawn usernames that are drawn twice or taken; one query."""
    model = get_user_model()
    ours = {name for name, each in zip(drawn, wanted, strict=True) if not each.username}
    taken = set(
        model.objects.filter(**{f"{model.USERNAME_FIELD}__in": ours}).values_list(model.USERNAME_FIELD, flat=True)
    )
    seen: set[str] = {each.username for each in wanted if each.username}
    found = []
    for place, name in enumerate(drawn):
        if not wanted[place].username and (name in taken or name in seen):
            found.append(place)
        seen.add(name)
    return found


def draw_slips(people: Sequence[Person], *, by: Person | None, reason: str) -> list[tuple[StartSlip, str]]:
    """Draw a slip and its plain code for each of these persons; nothing is written until ``keep_slips``.

    The paper can so be made before the codes are good. ``PermissionDenied`` when ``by`` may not.
    """
    if by is not None and not may(by, "issue_slip"):
        raise PermissionDenied
    now = timezone.now()
    ends = now + timedelta(days=options["SLIP_DAYS"])
    pairs = []
    for person in people:
        code = new_code(CODE_LENGTH)
        hashed = keyed_hash(SLIP_PURPOSE, code)
        slip = StartSlip(
            person=person, code_hash=hashed, issued_at=now, expires_at=ends, issued_by=by, reason=reason.strip()
        )
        pairs.append((slip, code))
    return pairs


@transaction.atomic
def keep_slips(pairs: Sequence[tuple[StartSlip, str]]) -> None:
    """Make drawn slips good; older open slips of the same persons are void. The caller logs it, once for all."""
    slips = [slip for slip, _code in pairs]
    for start in range(0, len(slips), 500):
        people = [slip.person_id for slip in slips[start : start + 500]]
        older = StartSlip.objects.filter(person__in=people, used_at__isnull=True, voided_at__isnull=True)
        older.update(voided_at=timezone.now())
    StartSlip.objects.bulk_create(slips)
