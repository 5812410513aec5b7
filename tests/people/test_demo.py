"""People of the demo come in from this machine alone."""

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from tests.factories.people import person

pytestmark = pytest.mark.django_db
PIN = "739105"


@pytest.fixture(autouse=True)
def _any_host(settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "localhost:8000", "[::1]:8000"])
@pytest.mark.parametrize("peer", ["127.0.0.1", "::1"])
def test_loopback_is_welcome(ask: RequestFactory, host: str, peer: str) -> None:
    gul = person("gul", pin=PIN, demo=True)
    request = ask.post("/", HTTP_HOST=host, REMOTE_ADDR=peer)
    assert authenticate(request, username="gul", password=PIN) == gul.user


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "192.168.1.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_HOST": "learn.example.org"},
        {"HTTP_HOST": "localhost.example.org"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
        {"HTTP_X_FORWARDED_HOST": "localhost"},
        {"HTTP_CF_CONNECTING_IP": "203.0.113.9"},
    ],
)
@pytest.mark.parametrize(("demo", "comes_in"), [(True, False), (False, True)])
def test_from_elsewhere_real_people_alone_come_in(
    ask: RequestFactory, elsewhere: dict[str, str], demo: bool, comes_in: bool
) -> None:
    person("gul", pin=PIN, demo=demo)
    request = ask.post("/", **{"HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", **elsewhere})
    assert (authenticate(request, username="gul", password=PIN) is not None) is comes_in


def test_without_a_request_nobody_of_the_demo_comes_in() -> None:
    person("gul", pin=PIN, demo=True)
    assert authenticate(None, username="gul", password=PIN) is None
