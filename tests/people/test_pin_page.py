"""Changing a PIN one knows."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.factories.people import person

pytestmark = pytest.mark.django_db
OLD, NEW = "739105", "480248"


@pytest.fixture
def gul(phone: Client) -> Any:
    made = person("gul", pin=OLD)
    phone.force_login(made.user)
    return made


def change(phone: Client, current: str = OLD, pin: str = NEW, again: str = NEW) -> Any:
    return phone.post(reverse("hunar_people:pin"), {"current": current, "pin": pin, "pin_again": again}, follow=True)


def opens(pin: str) -> bool:
    return authenticate(None, username="gul", password=pin) is not None


def test_the_old_one_ends_and_she_stays_in(phone: Client, gul: Any) -> None:
    other = Client(HTTP_HOST="127.0.0.1")
    other.force_login(gul.user)
    response = change(phone)
    assert b"Your PIN is changed" in response.content
    assert opens(NEW)
    assert not opens(OLD)
    assert phone.get(reverse("hunar_people:pin")).status_code == 200
    assert other.get(reverse("hunar_people:pin")).status_code == 302
    assert ModelLogEntry.objects.filter(action="hunar_people.change_pin", user=gul.user).count() == 1


@pytest.mark.parametrize(
    ("current", "pin", "again"), [("111222", NEW, NEW), (OLD, "123456", "123456"), (OLD, NEW, "480249"), ("", NEW, NEW)]
)
def test_otherwise_nothing_changes(phone: Client, gul: Any, current: str, pin: str, again: str) -> None:
    assert change(phone, current, pin, again).status_code == 200
    assert opens(OLD)
    assert not opens(pin)


def test_guessing_the_old_pin_here_is_limited_too(phone: Client, gul: Any, compared: list[str]) -> None:
    for number in range(60):
        change(phone, f"{number:06}")
    assert len(compared) == 50
    assert b"Too many tries" in change(phone).content


def test_nobody_else_has_this_page(phone: Client) -> None:
    assert phone.get(reverse("hunar_people:pin")).status_code == 302
    phone.force_login(person(password="a long pass phrase").user)
    assert phone.get(reverse("hunar_people:pin")).status_code == 404
