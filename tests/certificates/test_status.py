"""The status of an award is what its ledger says, whatever happened in between."""

import random
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from hypothesis import given
from hypothesis import strategies as st

from certificates.api import issue, revoke
from certificates.models import Award, AwardStatus
from certificates.querysets import status_now
from certificates.status import Entry, status_of
from courses.running.models import Enrolment
from lms.people.models import Person
from tests.factories.certificates import make_award, make_course, make_officer, make_passed
from tests.factories.running import make_person

START = datetime(2026, 11, 1, tzinfo=UTC)


def entry(kind: str, hour: int = 0, **more: object) -> Entry:
    return Entry(key=uuid4(), kind=kind, effective_at=START + timedelta(hours=hour), **more)


def test_issued_is_valid_and_revoked_is_revoked() -> None:
    assert status_of([entry("issued")]).state == "valid"
    revoked = status_of([entry("issued"), entry("revoked", 3, reason_code="mistake")])
    assert (revoked.state, revoked.since, revoked.reason_code) == ("revoked", START + timedelta(hours=3), "mistake")


def test_a_superseded_entry_does_not_count() -> None:
    wrong = entry("revoked", 1)
    assert status_of([entry("issued"), wrong, entry("issued", 2, supersedes=wrong.key)]).state == "valid"


def test_nothing_written_has_no_status() -> None:
    with pytest.raises(ValueError, match="status"):
        status_of([])


@given(st.lists(st.sampled_from(["issued", "revoked"]), min_size=1))
def test_the_last_standing_entry_decides(kinds: list[str]) -> None:
    state = status_of([entry(kind) for kind in kinds]).state
    assert state == {"issued": "valid", "revoked": "revoked"}[kinds[-1]]


@pytest.mark.django_db
def test_revoking_appends_and_deletes_nothing() -> None:
    award = make_award()
    officer = make_officer_of(award)
    revoke(award, reason="wrong_person", by=officer)
    kinds = [row.kind for row in award.entries.all()]
    assert kinds == ["issued", "revoked"]
    assert award.entries.last().actor == officer.uuid
    assert Award.objects.get().evidence == award.evidence


def make_officer_of(award: Award) -> Person:
    return make_officer(Enrolment.objects.get(uuid=award.enrolment_uuid).cohort.programme)


@pytest.mark.django_db
def test_revoking_twice_keeps_the_first_reason() -> None:
    award = make_award()
    revoke(award, reason="mistake", by=None)
    revoke(award, reason="not_earned", by=None)
    assert status_now(award).reason_code == "mistake"
    assert award.entries.count() == 2


@pytest.mark.django_db
def test_a_reason_must_be_on_the_list() -> None:
    award = make_award()
    with pytest.raises(ValueError, match="reasons"):
        revoke(award, reason="because", by=None)
    assert status_now(award).state == "valid"


@pytest.mark.django_db
def test_only_officers_of_the_programme_revoke() -> None:
    award = make_award()
    for stranger in (award.person, make_person(), make_officer(make_course().programme)):
        with pytest.raises(PermissionDenied):
            revoke(award, reason="mistake", by=stranger)
    assert status_now(award).state == "valid"


@pytest.mark.django_db
def test_the_ledger_can_neither_be_changed_nor_deleted() -> None:
    row = make_award().entries.get()
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()


@pytest.mark.django_db
def test_an_award_with_a_ledger_cannot_be_deleted() -> None:
    with pytest.raises(ProtectedError):
        make_award().delete()


@pytest.mark.django_db
def test_a_thousand_issues_and_revocations_leave_ledger_and_projection_equal() -> None:
    """Whatever the order: one award in force at most, every state equal to its ledger, every award with evidence."""
    chance = random.Random(7)
    enrolments = [make_passed() for _ in range(4)]
    for _ in range(1000):
        enrolment = chance.choice(enrolments)
        if chance.random() < 0.6:
            issue(enrolment, by=None)
        else:
            held = Award.objects.filter(person=enrolment.person).first()
            if held:
                revoke(held, reason=chance.choice(["mistake", "not_earned"]), by=None)
    awards = list(Award.objects.all())
    assert len(awards) > 50
    for award in awards:
        assert award.state == status_now(award).state
        assert award.evidence["standing"]["passed"] is True
    for enrolment in enrolments:
        assert Award.objects.filter(person=enrolment.person).exclude(state="revoked").count() <= 1
    assert AwardStatus.objects.filter(kind="issued").count() == len(awards)
