"""Guessing ends after fifty in an hour; whoever is right from elsewhere meets nothing of it."""

from typing import Any

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.factories.people import person
from tests.foundation.threads import at_once

pytestmark = pytest.mark.django_db
PIN = "739105"
TRIES = 500


def guess(ask: RequestFactory, number: int, username: str = "gul") -> Any:
    """One wrong PIN from one of a hundred addresses."""
    request = ask.post("/", REMOTE_ADDR=f"203.0.113.{number % 100}")
    return authenticate(request, username=username, password=f"{number:06}")


def test_of_many_pins_from_many_addresses_fifty_are_compared(ask: RequestFactory, compared: list[str]) -> None:
    person("gul", pin=PIN)
    with time_machine.travel("2026-03-01 10:00:01Z", tick=False):
        for number in range(TRIES):
            assert guess(ask, number) is None
        assert len(compared) == 50
        assert authenticate(ask.post("/", REMOTE_ADDR="198.51.100.1"), username="gul", password=PIN) is None
        assert len(compared) == 50


def test_an_hour_holds_no_more_than_fifty_however_it_is_spread(ask: RequestFactory, compared: list[str]) -> None:
    person("gul", pin=PIN)
    moments: list[int] = []
    with time_machine.travel("2026-03-01 10:00:01Z", tick=False) as clock:
        for second in range(0, 3 * 3600, 60):
            before = len(compared)
            guess(ask, second)
            moments += [second] * (len(compared) - before)
            clock.shift(60)
    assert len(moments) > 100
    assert max(sum(start <= moment < start + 3600 for moment in moments) for start in moments) <= 50


def test_a_name_nobody_has_is_limited_the_same(ask: RequestFactory, compared: list[str]) -> None:
    waits = []
    for number in range(60):
        request = ask.post("/")
        assert authenticate(request, username="nobody", password=f"{number:06}") is None
        waits.append(request.hunar_wait_seconds)
    assert len(compared) == 50
    assert waits[:50] == [0] * 50
    assert all(0 < wait <= 2 * 3600 for wait in waits[50:])


def test_thirty_right_sign_ins_from_one_address_all_succeed_meanwhile(ask: RequestFactory) -> None:
    person("gul", pin=PIN)
    for number in range(30):
        person(f"class-{number}", pin=PIN)
    for number in range(30):
        for again in range(3):
            guess(ask, 3 * number + again)
        request = ask.post("/", REMOTE_ADDR="203.0.113.7")
        assert authenticate(request, username=f"class-{number}", password=PIN) is not None


def test_the_holder_comes_in_on_a_phone_that_signed_in_before(ask: RequestFactory, phone: Client) -> None:
    person("gul", pin=PIN)
    address, right = reverse("account_login"), {"login": "gul", "password": PIN}
    assert phone.post(address, right).status_code == 302
    phone.post(reverse("account_logout"))
    assert "_auth_user_id" not in phone.session
    for number in range(60):
        guess(ask, number)
    assert Client(HTTP_HOST="127.0.0.1").post(address, right).status_code == 200
    assert phone.post(address, right).status_code == 302
    assert "_auth_user_id" in phone.session


def test_a_known_phone_has_an_end_too(ask: RequestFactory, phone: Client, compared: list[str]) -> None:
    person("gul", pin=PIN)
    address = reverse("account_login")
    phone.post(address, {"login": "gul", "password": PIN})
    phone.post(reverse("account_logout"))
    compared.clear()
    for number in range(40):
        phone.post(address, {"login": "gul", "password": f"{number:06}"})
    assert len(compared) == 20


def test_a_phone_is_known_to_the_accounts_that_used_it_alone(ask: RequestFactory, phone: Client) -> None:
    person("gul", pin=PIN)
    person("rani", pin=PIN)
    address = reverse("account_login")
    phone.post(address, {"login": "rani", "password": PIN})
    phone.post(reverse("account_logout"))
    for number in range(60):
        guess(ask, number)
    assert phone.post(address, {"login": "gul", "password": PIN}).status_code == 200


def test_a_cookie_of_ones_own_making_is_worth_nothing(ask: RequestFactory, phone: Client) -> None:
    from lms.people.known_phone import COOKIE, account_mark

    gul = person("gul", pin=PIN)
    for number in range(60):
        guess(ask, number)
    phone.cookies[COOKIE] = f"t1.{account_mark(gul.user)}.AAAA"
    assert phone.post(reverse("account_login"), {"login": "gul", "password": PIN}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_storm_of_threads_gets_no_more_comparisons(ask: RequestFactory, compared: list[str]) -> None:
    person("gul", pin=PIN)
    at_once(20, lambda thread: [guess(ask, 1000 * thread + number) for number in range(5)])
    assert len(compared) == 50
