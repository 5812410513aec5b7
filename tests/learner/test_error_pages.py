"""What a person reads when something is wrong: plain words, her language, the way home."""

import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import server_error

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "words"), [("en", "There is no page here"), ("ur", "یہاں کوئی صفحہ نہیں")])
def test_an_address_that_is_not_there(client: Client, language: str, words: str) -> None:
    client.cookies["hunar_project_language"] = language
    answer = client.get("/nothing-here/")
    assert answer.status_code == 404
    assert words in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "The fault is ours"), ("ur", "غلطی ہماری ہے")])
def test_our_own_fault_needs_no_database_to_be_told(language: str, words: str) -> None:
    with translation.override(language):
        answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert words in answer.content.decode()


def test_a_form_that_waited_too_long() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "This was not sent" in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_each_page_stands_by_itself(name: str) -> None:
    assert '<main id="main">' in get_template(name).render({})
