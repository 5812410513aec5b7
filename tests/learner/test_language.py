"""The language switch: one tap, the same page, remembered by phone and person."""

import pytest
from django.test import Client

from lms.people.models import Person
from tests.factories.running import make_person

pytestmark = pytest.mark.django_db


def test_it_comes_back_to_the_same_page_in_the_other_language(client: Client) -> None:
    answer = client.post("/language/", {"language": "ur", "next": "/sign-in/?next=/certificates/"}, follow=True)
    assert answer.redirect_chain == [("/sign-in/?next=/certificates/", 302)]
    assert 'lang="ur" dir="rtl"' in answer.content.decode()


def test_without_a_word_from_the_form_the_browser_says_where_it_was(client: Client) -> None:
    address = "http://testserver/sign-in/?next=/certificates/"
    assert client.post("/language/", {"language": "ur"}, headers={"Referer": address})["Location"] == address
    assert client.post("/language/", {"language": "ur"})["Location"] == "/"


def test_it_is_remembered_with_the_person(client: Client) -> None:
    person = make_person(language="en")
    client.force_login(person.user)
    client.post("/language/", {"language": "ur", "next": "/"})
    assert Person.objects.get(pk=person.pk).language == "ur"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_it_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    assert client.post("/language/", {"language": "ur", "next": elsewhere})["Location"] == "/"
    assert client.post("/language/", {"language": "ur"}, headers={"Referer": elsewhere})["Location"] == "/"


def test_a_language_we_do_not_speak_is_refused_and_a_get_changes_nothing(client: Client) -> None:
    assert client.post("/language/", {"language": "xx"}).status_code == 400
    assert client.get("/language/").status_code == 405


def test_every_page_offers_the_other_one(client: Client) -> None:
    assert 'value="ur"' in client.get("/sign-in/").content.decode()
    client.cookies["hunar_project_language"] = "ur"
    assert 'value="en"' in client.get("/sign-in/").content.decode()
