"""What the database itself does not let happen, and what a log may say."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.people.models import District, Person, RoleAssignment, StartSlip
from tests.factories.people import centre, person

pytestmark = pytest.mark.django_db
CANARY = "Canary Name"


def refused(make: Any) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def test_no_text_of_a_person_is_a_name() -> None:
    gul = person("gul", pin="739105", display_name=CANARY, legal_name=CANARY, urdu_name=CANARY)
    now = timezone.now()
    slip = StartSlip.objects.create(person=gul, code_hash="x", expires_at=now + timedelta(days=1), reason="x")
    role = RoleAssignment.objects.create(person=gul, role="trainer", scope_type="site", scope_uuid=gul.uuid)
    for row in (gul, gul.pin, slip, role):
        assert CANARY not in f"{row} {row!r}"


def test_a_person_outlives_her_account() -> None:
    gul = person("gul")
    gul.user.delete()
    gul.refresh_from_db()
    assert gul.user is None


def test_nobody_is_her_own_guardian() -> None:
    gul = person()
    assert refused(lambda: Person.objects.filter(pk=gul.pk).update(guardian=gul))
    with pytest.raises(ValidationError):
        Person(display_name="x", gender="q").full_clean()


def test_there_is_one_open_slip() -> None:
    gul, later = person(), timezone.now() + timedelta(days=1)
    make = {"person": gul, "expires_at": later, "reason": "x"}
    first = StartSlip.objects.create(code_hash="1", **make)
    assert refused(lambda: StartSlip.objects.create(code_hash="2", **make))
    first.voided_at = timezone.now()
    first.save()
    assert not refused(lambda: StartSlip.objects.create(code_hash="2", **make))


def test_a_slip_is_used_or_voided_never_both() -> None:
    now = timezone.now()
    both = {"used_at": now, "voided_at": now}
    make = {"person": person(), "code_hash": "1", "expires_at": now + timedelta(days=1), "reason": "x"}
    assert refused(lambda: StartSlip.objects.create(**make, **both))


def test_a_role_does_not_end_before_it_begins() -> None:
    now = timezone.now()
    place = {"role": "trainer", "scope_type": "site", "scope_uuid": person().uuid}
    times = {"starts_at": now, "ends_at": now - timedelta(seconds=1)}
    assert refused(lambda: RoleAssignment.objects.create(person=person(), **place, **times))


def test_a_district_ends_after_it_begins_and_a_centre_has_one_name_in_its_organisation() -> None:
    today = timezone.localdate()
    assert refused(
        lambda: District.objects.create(
            code="x", name_en="X", province="P", valid_from=today, valid_to=today - timedelta(days=1)
        )
    )
    place = centre()
    assert refused(lambda: type(place).objects.create(organisation=place.organisation, name=place.name))
