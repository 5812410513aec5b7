"""A real site for a real browser: the WSGI application as it is served, style sheet compressed as it is deployed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lms.people.models import Person
from tests.running_site import collect_static, cookies_of, running_site

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page


@pytest.fixture(scope="session")
def static_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our static files, named by content and compressed as on a server."""
    root = tmp_path_factory.mktemp("static")
    collect_static(root)
    return root


@pytest.fixture
def site(static_root: Path, transactional_db: None, django_db_serialized_rollback: None) -> Iterator[str]:
    """The address of the running site."""
    with running_site(static_root) as address:
        yield address


@pytest.fixture
def enter(site: str) -> "Callable[[BrowserContext, Person, str], None]":
    """Put a person's session and language on a phone, without the sign-in page."""

    def put(phone: "BrowserContext", person: Person, language: str = "en") -> None:
        values = cookies_of(person.user, language)
        phone.add_cookies([{"name": name, "value": value, "url": site} for name, value in values.items()])

    return put


class Meter:
    """Counts what one page's navigation brought over the wire, headers included."""

    def __init__(self, page: "Page") -> None:
        self.bytes: dict[str, int] = {}
        self._addresses: dict[str, str] = {}
        self.types: dict[str, str] = {}
        session: Any = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.responseReceived", self._response)
        session.on("Network.loadingFinished", self._finished)

    def _response(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = event["response"]["url"]
        self.types[event["response"]["url"]] = event["type"]

    def _finished(self, event: dict[str, Any]) -> None:
        address = self._addresses.get(event["requestId"])
        if address and not address.startswith("data:"):
            self.bytes[address] = int(event["encodedDataLength"])

    @property
    def total(self) -> int:
        """All bytes of all requests."""
        return sum(self.bytes.values())

    @property
    def media(self) -> int:
        """Bytes of sound, pictures and moving pictures."""
        return sum(size for address, size in self.bytes.items() if self.types.get(address) in {"Media", "Image"})


@pytest.fixture
def meter() -> "Callable[[Page], Meter]":
    """A meter for a page; make it before going anywhere."""
    return Meter
