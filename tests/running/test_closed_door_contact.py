"""A closed door names whom to ask at her centre: of a batch for women a woman, where the centre names one."""

from typing import Any

import pytest
from django.conf import settings

from courses.running.actions.windows import close
from lms.people.models import Centre
from tests.factories.people import centre
from tests.factories.running import make_cohort, make_enrolment
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
DESK = {"contact_name": "Mr. K.", "contact_phone": "091 5550100"}
WOMAN = {"women_contact_name": "Mrs. N.", "women_contact_phone": "0300-5550101"}


def closed(signed: Signed, place: Centre | None, language: str = "en", **cohort: Any) -> str:
    enrolment = make_enrolment(cohort=make_cohort(centre=place, **cohort))
    close(enrolment, reason="other", by=None)
    client = signed(enrolment.person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    response = client.get(f"/learn/{enrolment.uuid}/")
    assert response.status_code == 403
    return response.content.decode()


def place(**values: str) -> Centre:
    found = centre("Mardan centre")
    Centre.objects.filter(pk=found.pk).update(name_ur="مردان سنٹر", **values)
    found.refresh_from_db()
    return found


def test_it_names_the_contact_with_a_number_to_tap(signed: Signed) -> None:
    page = closed(signed, place(**DESK, **WOMAN))
    number = '<a href="tel:0915550100"><bdi dir="ltr">091 5550100</bdi></a>'
    assert f"Ask <bdi>Mr. K.</bdi> at <bdi>Mardan centre</bdi>: {number}" in page
    assert "Mrs. N." not in page


def test_of_a_batch_for_women_it_names_the_woman(signed: Signed) -> None:
    page = closed(signed, place(**DESK, **WOMAN), women_only=True)
    assert "Ask <bdi>Mrs. N.</bdi> at <bdi>Mardan centre</bdi>" in page
    assert "Mr. K." not in page
    assert "Mr. K." in closed(signed, place(**DESK), women_only=True)


def test_home_names_her_too(signed: Signed) -> None:
    enrolment = make_enrolment(cohort=make_cohort(centre=place(**DESK, **WOMAN), women_only=True))
    close(enrolment, reason="other", by=None)
    assert "Ask <bdi>Mrs. N.</bdi>" in signed(enrolment.person).get("/").content.decode()


def test_in_urdu_the_centre_has_its_urdu_name(signed: Signed) -> None:
    assert "<bdi>مردان سنٹر</bdi> میں <bdi>Mr. K.</bdi> سے پوچھیں" in closed(signed, place(**DESK), "ur")


def test_without_a_name_or_a_number_it_says_what_there_is(signed: Signed) -> None:
    assert "Call <bdi>Mardan centre</bdi>: " in closed(signed, place(contact_phone="091 5550100"))
    assert "Ask <bdi>Mr. K.</bdi> at <bdi>Mardan centre</bdi>." in closed(signed, place(contact_name="Mr. K."))


def test_where_nobody_is_named_it_names_nobody(signed: Signed) -> None:
    for nowhere in (place(), None):
        page = closed(signed, nowhere)
        assert "tel:" not in page
        assert "Mardan centre" not in page
