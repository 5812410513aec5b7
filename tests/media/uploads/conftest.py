"""A trainer with a collection, and a client that speaks tus to the site."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from lms.people.models import Person
from media_pipeline.models import Upload
from tests.factories.media import trainer
from tests.media.uploads.store_on_loopback import StoreOnLoopback


@pytest.fixture
def mine(db: None) -> Collection:
    return Collection.get_first_root_node().add_child(name="Mine")


@pytest.fixture
def amina(mine: Collection) -> Person:
    """A trainer of one collection."""
    return trainer("amina", mine)


@pytest.fixture
def sender(amina: Person) -> "Sender":
    """She, with a tus client."""
    return Sender(amina)


@pytest.fixture(scope="session")
def store_on_loopback() -> Iterator[StoreOnLoopback]:
    """An S3 that answers on this machine."""
    with StoreOnLoopback() as store:
        yield store


@pytest.fixture
def bucket(store_on_loopback: StoreOnLoopback, settings: Any) -> StoreOnLoopback:
    """The content store in an empty bucket of it."""
    settings.STORAGES = {**settings.STORAGES, "hunar_content": store_on_loopback.new_bucket()}
    return store_on_loopback


class Sender:
    """Speaks tus through Django's test client, one request a call."""

    def __init__(self, person: Person) -> None:
        self.client = Client()
        self.client.force_login(person.user)

    def begin(self, length: int, *, name: str = "lecture.mp4", body: bytes | None = None, **metadata: str) -> Any:
        """POST a new upload."""
        pairs = {"filename": name, **metadata}
        said = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())
        headers = {"Upload-Length": str(length), "Upload-Metadata": said}
        return self.ask("post", reverse("hunar_media:uploads"), body, **headers)

    def begun(self, length: int, **more: Any) -> str:
        """The address of a new upload."""
        answer = self.begin(length, **more)
        assert answer.status_code == 201, answer.content
        return str(answer["Location"])

    def send(self, address: str, offset: int, body: bytes, **headers: str) -> Any:
        """PATCH some bytes."""
        return self.ask("patch", address, body, **{"Upload-Offset": str(offset)} | headers)

    def ask(self, method: str, address: str, body: bytes | None = None, **headers: str) -> Any:
        """Any request of this protocol."""
        kind = {} if body is None else {"CONTENT_TYPE": "application/offset+octet-stream"}
        own = {"Tus-Resumable": "1.0.0", **headers}
        return self.client.generic(method.upper(), address, body or b"", headers=own, **kind)


def upload_at(address: str) -> Upload:
    """The row behind an address."""
    return Upload.objects.get(uuid=address.rstrip("/").rpartition("/")[2])
