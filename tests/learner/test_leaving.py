"""Leaving: by POST alone, at once, and nothing of hers stays in the browser."""

import pytest
from django.test import Client

from tests.factories.running import make_enrolment, make_person

pytestmark = pytest.mark.django_db


def test_leave_is_on_every_signed_in_page_and_ends_the_session(client: Client) -> None:
    person = make_person()
    enrolment = make_enrolment(person)
    client.force_login(person.user)
    for address in ("/", f"/learn/{enrolment.uuid}/", "/certificates/"):
        assert 'action="/sign-out/"' in client.get(address).content.decode(), address
    answer = client.post("/sign-out/")
    assert answer["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session
    assert client.get("/").status_code == 302


def test_the_browser_is_asked_to_forget_her_pages_but_not_the_phone(client: Client) -> None:
    client.force_login(make_person().user)
    answer = client.post("/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "no-store" in answer["Cache-Control"]


def test_asking_by_get_changes_nothing(client: Client) -> None:
    client.force_login(make_person().user)
    assert "Leave this phone?" in client.get("/sign-out/").content.decode()
    assert client.get("/").status_code == 200


def test_wagtails_own_way_out_is_ours(client: Client) -> None:
    client.force_login(make_person().user)
    assert client.post("/cms/logout/")["Clear-Site-Data"]
    assert client.get("/").status_code == 302


def test_no_page_of_a_signed_in_person_may_be_kept(client: Client) -> None:
    person = make_person()
    enrolment = make_enrolment(person)
    client.force_login(person.user)
    for address in ("/", f"/learn/{enrolment.uuid}/", "/certificates/", "/nothing-here/"):
        assert "no-store" in client.get(address)["Cache-Control"], address
