"""PIN or password, for everybody, by one backend."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.test import Client, RequestFactory
from django.urls import reverse

from lms.people import pins
from lms.people.known_phone import COOKIE
from lms.people.models import PinCredential
from tests.factories.people import account, person

pytestmark = pytest.mark.django_db
PIN = "739105"


def enter(request: Any, username: str, secret: str) -> Any:
    return authenticate(request, username=username, password=secret)


def test_a_pin_opens_its_account(ask: RequestFactory) -> None:
    gul = person("gul-4182", pin=PIN)
    assert enter(ask.post("/"), "gul-4182", PIN) == gul.user
    assert enter(ask.post("/"), "gul-4182", "739106") is None


@pytest.mark.parametrize("typed", ["Gul-4182", " gul-4182 ", "gul-۴۱۸۲", "GUL-٤١٨٢"])
def test_the_username_is_read_as_phones_write_it(ask: RequestFactory, typed: str) -> None:
    gul = person("gul-4182", pin=PIN)
    assert enter(ask.post("/"), typed, "۷۳۹ ۱۰۵") == gul.user


def test_a_username_with_capitals_is_found_and_wins_over_its_small_twin(ask: RequestFactory) -> None:
    big, small = person("Trainer", password="a long pass phrase"), person("trainer", password="another pass phrase")
    assert enter(ask.post("/"), "Trainer", "a long pass phrase") == big.user
    assert enter(ask.post("/"), "trainer", "another pass phrase") == small.user


def test_a_password_opens_the_account_of_somebody_without_a_pin(ask: RequestFactory) -> None:
    sara = person("sara", password="a long pass phrase")
    nobody = account("root", "another pass phrase")
    assert enter(ask.post("/"), "sara", "a long pass phrase") == sara.user
    assert enter(ask.post("/"), "root", "another pass phrase") == nobody
    assert enter(ask.post("/"), "sara", "another pass phrase") is None


def test_whoever_has_a_pin_has_no_password(ask: RequestFactory) -> None:
    gul = person("gul", pin=PIN)
    gul.user.password = make_password("a long pass phrase")
    gul.user.save()
    assert enter(ask.post("/"), "gul", "a long pass phrase") is None


def test_an_account_that_is_switched_off_stays_shut(ask: RequestFactory) -> None:
    gul = person("gul", pin=PIN)
    gul.user.is_active = False
    gul.user.save()
    assert enter(ask.post("/"), "gul", PIN) is None


def test_an_account_without_any_credential_stays_shut(ask: RequestFactory) -> None:
    person("gul")
    for secret in ("", "!", "None", PIN):
        assert enter(ask.post("/"), "gul", secret) is None


def test_no_request_and_no_words_are_no_sign_in(ask: RequestFactory) -> None:
    person("gul", pin=PIN)
    assert authenticate(None, username=None, password=PIN) is None
    assert authenticate(ask.post("/"), username="gul") is None
    assert authenticate(None, username="gul", password=PIN) is not None


def test_nothing_kept_shows_the_pin() -> None:
    gul = person("gul", pin=PIN)
    assert PIN not in gul.pin.verifier
    assert pins.verifier_of(PIN) != gul.pin.verifier


def test_the_verifier_needs_a_key_that_is_not_in_the_database(settings: Any) -> None:
    verifier = pins.verifier_of(PIN)
    key, _ = settings.HUNAR_KEYS[0]
    settings.HUNAR_KEYS = [(key, "another key of the same name, 32+ letters")]
    assert not pins.matches(PIN, verifier)


def test_a_sign_in_renews_a_verifier_of_an_older_key(settings: Any, ask: RequestFactory) -> None:
    gul = person("gul", pin=PIN)
    settings.HUNAR_KEYS = [("newer", "a newer key of at least thirty-two letters"), *settings.HUNAR_KEYS]
    assert enter(ask.post("/"), "gul", PIN) == gul.user
    assert PinCredential.objects.get().verifier.startswith("newer:")
    assert enter(ask.post("/"), "gul", PIN) == gul.user


@pytest.mark.parametrize("username", ["gul", "nobody", "sara"])
def test_unknown_and_wrong_cost_one_slow_comparison_each(
    ask: RequestFactory, username: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("gul", pin=PIN)
    person("sara", password="a long pass phrase")
    hashed = []
    from django.contrib.auth.hashers import MD5PasswordHasher

    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: (hashed.append(1), real(*args))[1])
    assert enter(ask.post("/"), username, "111222") is None
    assert hashed == [1]


def test_a_session_costs_one_query_for_account_and_person(
    phone: Client, django_assert_num_queries: Any, ask: RequestFactory
) -> None:
    from lms.people.api import is_superuser, person_of
    from lms.people.backends import SignInBackend

    gul = person("gul", pin=PIN)
    request = ask.get("/")
    with django_assert_num_queries(1):
        request.user = SignInBackend().get_user(gul.user.pk)
        assert person_of(request) == gul
        assert not is_superuser(person_of(request))


def test_the_page_sets_the_known_phone_cookie_for_itself_alone(phone: Client) -> None:
    person("gul", pin=PIN)
    address = reverse("account_login")
    response = phone.post(address, {"login": "gul", "password": PIN})
    assert response.status_code == 302
    cookie = response.cookies[COOKIE]
    assert cookie["path"] == address
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "gul" not in cookie.value


def test_a_wrong_pin_sets_no_cookie(phone: Client) -> None:
    person("gul", pin=PIN)
    response = phone.post(reverse("account_login"), {"login": "gul", "password": "111222"})
    assert COOKIE not in response.cookies
    assert "_auth_user_id" not in phone.session


def test_unknown_and_wrong_are_the_same_page(phone: Client) -> None:
    person("gul", pin=PIN)
    pages = []
    for username in ("gul", "lug"):
        response = Client(HTTP_HOST="127.0.0.1").post(
            reverse("account_login"), {"login": username, "password": "111222"}
        )
        text = response.content.decode().replace(username, "X")
        pages.append((response.status_code, [line for line in text.splitlines() if "csrf" not in line]))
    assert pages[0] == pages[1]


def test_a_new_phone_speaks_her_language(phone: Client, settings: Any) -> None:
    person("gul", pin=PIN, language="ur")
    response = phone.post(reverse("account_login"), {"login": "gul", "password": PIN})
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ur"
