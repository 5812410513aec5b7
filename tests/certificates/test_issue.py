"""Issuing: one way, one rule, one award; the evidence is a copy."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from certificates.actions.revoke import revoke
from certificates.api import NotEligibleError, UnprintableError, issue, pdf
from certificates.models import Award, AwardStatus
from certificates.querysets import status_now
from courses.running.models import ActivityRecord, Cohort
from lms.foundation.api import read_code
from tests.factories.certificates import make_award, make_course, make_holder, make_officer, make_passed
from tests.factories.running import make_enrolment, make_person, make_superuser

pytestmark = pytest.mark.django_db


def test_an_officer_issues_to_whoever_passed() -> None:
    enrolment = make_passed()
    officer = make_officer(enrolment.cohort.programme)

    award = issue(enrolment, by=officer)

    assert award.holder_name == "Zarmina Gul"
    assert award.course_title("ur") == "گرافک ڈیزائن"
    assert award.hours == "48"
    assert status_now(award).state == "valid"
    entry = AwardStatus.objects.get(award=award)
    assert (entry.kind, entry.actor) == ("issued", officer.uuid)


def test_the_code_holds_at_least_128_random_bits_and_a_check() -> None:
    award = make_award()
    assert (len(award.code) - 1) * 5 >= 128
    assert read_code(award.code) == award.code


def test_issuing_again_gives_the_same_award() -> None:
    enrolment = make_passed()
    first = issue(enrolment, by=None)
    assert issue(enrolment, by=None) == first
    assert Award.objects.count() == AwardStatus.objects.count() == 1


def test_a_second_cohort_of_the_same_course_gives_the_same_award() -> None:
    first = make_passed()
    second = make_enrolment(first.person, twin(first.cohort))
    assert issue(first, by=None) == issue(second, by=None)


def twin(cohort: Cohort) -> Cohort:
    """Another run of the same course."""
    return Cohort.objects.create(
        programme=cohort.programme,
        course_key=cohort.course_key,
        edition=cohort.edition,
        name="Another batch",
        starts_on=cohort.starts_on,
        state="open",
        opened_at=cohort.opened_at,
    )


def test_whoever_lacks_something_reads_what() -> None:
    enrolment = make_enrolment(make_holder(), make_course(required_minutes=2304))
    with pytest.raises(NotEligibleError) as refusal:
        issue(enrolment, by=None)
    assert "“Contrast” is not done." in str(refusal.value)
    assert "In class for 0 of 2304 minutes." in str(refusal.value)
    assert not Award.objects.exists()


def test_whoever_left_the_course_is_refused() -> None:
    enrolment = make_passed()
    enrolment.state = enrolment.State.WITHDRAWN
    enrolment.save()
    with pytest.raises(NotEligibleError, match="left the course"):
        issue(enrolment, by=None)


def test_only_the_programmes_officer_and_superusers_issue() -> None:
    enrolment, elsewhere = make_passed(), make_course()
    for stranger in (make_person(), enrolment.person, make_officer(elsewhere.programme)):
        with pytest.raises(PermissionDenied):
            issue(enrolment, by=stranger)
    assert not Award.objects.exists()
    assert issue(enrolment, by=make_superuser())


def test_a_name_that_no_font_can_print_is_refused_before_anything_is_written() -> None:
    enrolment = make_passed(make_holder(legal_name="Zarmina 漢"))
    with pytest.raises(UnprintableError, match="漢"):
        issue(enrolment, by=None)
    assert not Award.objects.exists()


def test_evidence_is_a_copy_of_what_was_judged() -> None:
    enrolment = make_passed()
    evidence = issue(enrolment, by=None).evidence
    standing = evidence["standing"]
    assert standing["edition"]["hash"] == enrolment.cohort.edition.hash
    assert standing["rule"]["planned_minutes"] == 2880
    assert len(standing["activities"]) == 2
    assert all(activity["done_at"] for activity in standing["activities"])
    assert evidence["names"] == {"legal": "Zarmina Gul", "urdu": "زرمینہ گل"}


def test_an_award_outlives_everything_it_came_from() -> None:
    enrolment = make_passed()
    award = issue(enrolment, by=None)
    before, evidence = pdf(award), award.evidence
    cohort, person, programme = enrolment.cohort, enrolment.person, enrolment.cohort.programme

    ActivityRecord.objects.all().delete()
    enrolment.delete()
    cohort.delete()
    programme.delete()
    person.user.delete()
    person.delete()

    award = Award.objects.get()
    assert award.person is None
    assert award.evidence == evidence
    assert status_now(award).state == "valid"
    assert pdf(award) == before


def test_the_database_refuses_an_award_without_evidence() -> None:
    award = make_award()
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(evidence={})


def test_the_database_refuses_a_second_award_in_force() -> None:
    award = make_award()
    award.pk, award.uuid, award.code = None, uuid4(), "X" * 27
    award._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        award.save()


def test_a_revoked_award_leaves_its_place_to_a_new_one() -> None:
    enrolment = make_passed()
    first = issue(enrolment, by=None)
    revoke(first, reason="mistake", by=None)
    second = issue(enrolment, by=None)
    assert second != first
    assert second.code != first.code


def test_the_audit_log_names_nobody() -> None:
    enrolment = make_passed()
    officer = make_officer(enrolment.cohort.programme)
    award = issue(enrolment, by=officer)
    line = ModelLogEntry.objects.get(action="hunar_certificates.issue")
    assert line.user == officer.user
    assert line.data == {"entry": str(award.entries.get().uuid)}
    assert "Zarmina" not in line.label
