"""The officer's screens in Wagtail: hers alone, reasons in words, nothing changed by looking."""

import re
from typing import Any

import pytest
from django.test import Client

from certificates.models import Award
from courses.running.models import Cohort, Enrolment
from lms.foundation.api import group_code
from lms.people.api import Scope, assign_role
from lms.people.models import Person
from tests.factories.certificates import make_award, make_course, make_holder, make_officer, make_passed
from tests.factories.running import make_enrolment, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    return make_course()


@pytest.fixture
def officer(client: Client, cohort: Cohort) -> Client:
    client.force_login(make_officer(cohort.programme).user)
    return client


def batch(cohort: Cohort) -> str:
    return f"/cms/certificates/batch/{cohort.uuid}/"


def test_the_menu_leads_an_officer_to_her_batches(officer: Client, cohort: Cohort) -> None:
    elsewhere = make_course()
    assert 'href="/cms/certificates/"' in officer.get("/cms/").content.decode().replace("&quot;", '"').replace(
        '"url": "/cms/certificates/"', 'href="/cms/certificates/"'
    )
    page = officer.get("/cms/certificates/").content.decode()
    assert cohort.name in page
    assert elsewhere.name not in page


def test_a_batch_shows_eligible_blocked_and_holders(officer: Client, cohort: Cohort) -> None:
    passed = make_passed(make_holder(legal_name="Eligible 😀 Person"), cohort)
    short = make_enrolment(make_holder(legal_name="Blocked Person"), cohort)
    award = make_award(make_holder(legal_name="Holding Person"), cohort=cohort)
    page = officer.get(batch(cohort)).content.decode()
    eligible, rest = page.split("Not yet:")
    blocked, holding = rest.split("Issued:")
    assert f'value="{passed.uuid}"' in eligible
    assert "left out on the paper: 😀" in eligible
    assert "Blocked Person" in blocked
    assert "“Contrast” is not done." in blocked
    assert str(short.uuid) not in page
    assert f"/cms/certificates/{award.uuid}/" in holding
    assert not Award.objects.filter(person=passed.person).exists()


def test_issue_to_the_chosen_ones(officer: Client, cohort: Cohort) -> None:
    chosen, left, blocked = make_passed(None, cohort), make_passed(None, cohort), make_enrolment(make_holder(), cohort)
    stranger = make_passed()
    keys = [str(row.uuid) for row in (chosen, blocked, stranger)]
    page = officer.post(batch(cohort), {"enrolment": keys}, follow=True).content.decode()
    assert "1 certificate issued." in page
    assert "not issued. “Contrast” is not done." in page
    assert [award.person for award in Award.objects.all()] == [chosen.person]
    assert str(left.uuid) in page


def test_choosing_nobody_says_what_to_do(officer: Client, cohort: Cohort) -> None:
    make_passed(None, cohort)
    assert "Tick at least one name" in officer.post(batch(cohort), follow=True).content.decode()
    assert not Award.objects.exists()


def test_a_paper_that_cannot_be_printed_stops_one_and_not_the_others(officer: Client, cohort: Cohort) -> None:
    good, bad = make_passed(None, cohort), make_passed(make_holder(legal_name="Zarmina 漢"), cohort)
    page = officer.post(batch(cohort), {"enrolment": [str(good.uuid), str(bad.uuid)]}, follow=True).content.decode()
    assert "cannot be printed: 漢" in page
    assert Award.objects.get().person == good.person


def test_look_up_by_code_and_by_name(officer: Client, cohort: Cohort) -> None:
    award = make_award(make_holder(legal_name="Palwasha Khan"), cohort=cohort)
    other = make_award(make_holder(legal_name="Zarmina Gul"), cohort=cohort)
    foreign = make_award(make_holder(legal_name="Palwasha Elsewhere"))
    for words in (group_code(award.code).lower(), "palwasha"):
        page = officer.get("/cms/certificates/all/", {"q": words}).content.decode()
        assert str(award.uuid) in page
        assert str(other.uuid) not in page
        assert str(foreign.uuid) not in page
    assert "Nothing was found" in officer.get("/cms/certificates/all/", {"q": "nobody"}).content.decode()


def test_a_certificate_shows_its_evidence_and_is_revoked_with_a_reason(officer: Client, cohort: Cohort) -> None:
    award = make_award(cohort=cohort)
    path = f"/cms/certificates/{award.uuid}/"
    page = officer.get(path).content.decode()
    assert cohort.edition.hash in page
    assert "Contrast" in page
    assert "Choose one of the reasons" in officer.post(path, {"reason": ""}, follow=True).content.decode()
    page = officer.post(path, {"reason": "mistake"}, follow=True).content.decode()
    assert "The certificate is revoked" in page
    assert "Revoked. Issued by mistake" in page
    assert "no longer valid" in Client().get(f"/v/{award.code}/").content.decode()


def test_nobody_else_finds_the_screens(client: Client, cohort: Cohort) -> None:
    award = make_award(cohort=cohort)
    enrolment = make_passed(None, cohort)
    paths = ["/cms/certificates/", "/cms/certificates/all/", batch(cohort), f"/cms/certificates/{award.uuid}/"]
    other_officer = make_officer(make_course().programme)
    for person in (award.person, make_person(), other_officer):
        client.force_login(person.user)
        for path in paths[2:] if person == other_officer else paths:
            assert client.get(path).status_code in (302, 404)
            assert client.post(path, {"enrolment": [str(enrolment.uuid)], "reason": "mistake"}).status_code in (
                302,
                404,
            )
    assert str(award.uuid) not in client.get("/cms/certificates/all/").content.decode()
    award.refresh_from_db()
    assert award.state == "valid"
    assert not Award.objects.filter(person=enrolment.person).exists()


def test_a_programme_admin_is_no_officer(client: Client, cohort: Cohort) -> None:
    admin: Person = make_person()
    assign_role(admin, "programme_admin", Scope("programme", cohort.programme.uuid), by=None)
    client.force_login(admin.user)
    assert client.get(batch(cohort)).status_code in (302, 404)
    assert "/cms/certificates/" not in client.get("/cms/").content.decode()


def test_queries_do_not_grow_with_the_batch(
    officer: Client, cohort: Cohort, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        make_passed(None, cohort)
    officer.get(batch(cohort))
    with django_assert_max_num_queries(30) as few:
        officer.get(batch(cohort))
    for _ in range(5):
        make_passed(None, cohort)
    with django_assert_max_num_queries(len(few)):
        officer.get(batch(cohort))


def test_the_numbers_of_a_batch_are_true(officer: Client, cohort: Cohort) -> None:
    make_passed(None, cohort)
    make_award(cohort=cohort)
    make_enrolment(make_holder(), cohort)
    assert Enrolment.objects.filter(cohort=cohort).count() == 3
    page = officer.get("/cms/certificates/").content.decode()
    assert re.search(rf"{cohort.name}.*?<td>2</td><td>1</td>", page, re.DOTALL)
