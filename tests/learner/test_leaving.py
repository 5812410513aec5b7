"""Leaving: by POST alone, at once, and nothing of hers stays in the browser."""

import pytest
from django.test import Client

from lms.foundation.offline.phone import LEFT, PHONE
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


def test_what_is_not_sent_is_asked_about_first_and_leaving_anyway_is_her_word(client: Client) -> None:
    person = make_person()
    client.force_login(person.user)
    client.cookies[PHONE] = f"{person.uuid}.2"
    asked = client.post("/sign-out/")
    assert asked.status_code == 200
    assert "2</bdi> not sent yet" in asked.content.decode()
    assert "_auth_user_id" in client.session
    left = client.post("/cms/logout/", {"anyway": "1"})
    assert left["Clear-Site-Data"] == '"cache", "storage"'
    assert left.cookies[PHONE]["max-age"] == 0
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("nonsense", ["", ".", "x.2", "x", "9" * 4000])
def test_nonsense_in_the_phones_cookie_is_nothing(client: Client, nonsense: str) -> None:
    client.force_login(make_person().user)
    client.cookies[PHONE] = nonsense
    assert client.get("/").status_code == 200
    assert client.post("/sign-out/").status_code == (200 if nonsense == "x.2" else 302)


def test_a_session_left_without_a_link_ends_before_anything_else(client: Client) -> None:
    client.force_login(make_person().user)
    client.cookies[LEFT] = "1"
    answer = client.get("/")
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]
    assert "_auth_user_id" not in client.session
    assert answer["Clear-Site-Data"]
    assert answer.cookies[LEFT]["max-age"] == 0


def test_the_next_person_makes_the_phone_forget_the_one_before(client: Client) -> None:
    first, second = make_person(), make_person()
    client.cookies[PHONE] = f"{first.uuid}.3"
    waits = client.get("/sign-in/").content.decode()
    assert "3</bdi> answers of somebody wait on this phone" in waits
    client.force_login(first.user)
    assert not client.get("/").has_header("Clear-Site-Data")
    client.force_login(second.user)
    answer = client.get("/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies[PHONE]["max-age"] == 0


def test_a_page_without_anything_kept_carries_no_script(client: Client) -> None:
    person = make_person()
    client.force_login(person.user)
    assert "<script" not in client.get("/").content.decode()
    client.cookies[PHONE] = f"{person.uuid}.0"
    assert "outbox" in client.get("/").content.decode()
