"""What the tests of this room share."""

from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory

from lms.people import pins, sign_in


@pytest.fixture
def phone() -> Client:
    """A phone of its own, asking from this machine."""
    return Client(HTTP_HOST="127.0.0.1")


@pytest.fixture
def ask() -> RequestFactory:
    """Requests without a browser."""
    return RequestFactory()


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every secret that reached a slow comparison, right or wrong, known account or not."""
    seen: list[str] = []
    real_pin, real_dummy = pins.matches, sign_in.make_password

    def counted_pin(pin: str, verifier: str) -> bool:
        seen.append(pin)
        return real_pin(pin, verifier)

    def counted_dummy(secret: str) -> str:
        seen.append(secret)
        return real_dummy(secret)

    monkeypatch.setattr(pins, "matches", counted_pin)
    monkeypatch.setattr(sign_in, "make_password", counted_dummy)
    return seen
