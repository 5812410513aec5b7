"""A file of what was not sent: opened for one person, harmless twice, and silent to everybody else."""

import base64
import json
import os
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from lms.foundation.api import Event, public_key, verb
from lms.foundation.inbox import registry
from lms.foundation.inbox.sealed import NotOpened, open_sealed
from lms.foundation.models import InboxEvent
from tests.factories.running import make_person

AT = "/inbox/file/"
HERS = UUID(int=5)


class Words(BaseModel):
    words: str


@pytest.fixture(autouse=True)
def _verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_verbs", {})

    @verb("test.say", Words)
    def say(event: Event, payload: Words) -> dict[str, Any]:
        return {}


def event(number: int) -> dict[str, Any]:
    return {"uuid": str(uuid4()), "verb": "test.say", "sequence": number, "payload": {"words": "canary"}}


def seal(person: UUID, call: Any) -> bytes:
    """What the page that leaves does, a second time and in another language."""
    key, _, point = public_key().partition(":")
    site = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(point))
    own = ec.generate_private_key(ec.SECP256R1())
    salt = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    secret = HKDF(SHA256(), 32, salt=salt, info=b"hunar-sealed-1").derive(own.exchange(ec.ECDH(), site))
    nonce = os.urandom(12)
    data = AESGCM(secret).encrypt(nonce, json.dumps(call).encode(), str(person).encode())
    parts = {
        name: base64.b64encode(value).decode() for name, value in (("point", salt), ("nonce", nonce), ("data", data))
    }
    return json.dumps({"format": "hunar-sealed-1", "key": key, **parts}).encode()


CALL = {"device": "phone", "events": [event(1)]}


def test_it_opens_for_the_person_it_was_closed_for_and_for_nobody_else() -> None:
    sealed = seal(HERS, CALL)
    assert open_sealed(sealed, HERS) == CALL
    assert b"canary" not in sealed
    with pytest.raises(NotOpened):
        open_sealed(sealed, UUID(int=6))


@given(st.data())
def test_whatever_is_changed_in_it_closes_it(data: Any) -> None:
    sealed = json.loads(seal(HERS, CALL))
    name = data.draw(st.sampled_from(sorted(sealed)))
    at = data.draw(st.integers(0, len(sealed[name]) - 1))
    other = data.draw(st.sampled_from("ABab01=-\0"))
    changed = sealed[name][:at] + other + sealed[name][at + 1 :]
    if name != "format" and name != "key" and same(changed, sealed[name]):
        return
    if changed == sealed[name]:
        return
    with pytest.raises(NotOpened):
        open_sealed(json.dumps(sealed | {name: changed}).encode(), HERS)


def same(one: str, other: str) -> bool:
    """Whether two spellings are the same bytes: the last sign of base64 has bits to spare."""
    try:
        return base64.b64decode(one, validate=True) == base64.b64decode(other, validate=True)
    except ValueError:
        return False


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps).map(str.encode)
)
def test_nonsense_is_no_file(nonsense: bytes) -> None:
    with pytest.raises(NotOpened):
        open_sealed(nonsense, HERS)


def test_it_opens_while_its_key_is_known(settings: Any) -> None:
    sealed, known = seal(HERS, CALL), list(settings.HUNAR_KEYS)
    settings.HUNAR_KEYS = [("newer", "n" * 40), *known]
    assert open_sealed(sealed, HERS) == CALL
    settings.HUNAR_KEYS = [("newer", "n" * 40)]
    with pytest.raises(NotOpened):
        open_sealed(sealed, HERS)


@pytest.mark.django_db
class TestHandingIn:
    def hand_in(self, client: Client, content: bytes) -> Any:
        return client.post(AT, {"file": SimpleUploadedFile("not-sent.hunar", content)})

    def test_all_that_is_in_it_is_heard_once(self, client: Client) -> None:
        person = make_person()
        client.force_login(person.user)
        sealed = seal(person.uuid, {"device": "phone", "events": [event(number) for number in range(230)]})
        for _ in range(2):
            assert "230 are saved on the server" in self.hand_in(client, sealed).content.decode()
        assert InboxEvent.objects.filter(person=person.uuid).count() == 230

    def test_another_person_reads_the_same_as_for_a_broken_one(self, client: Client) -> None:
        first, second = make_person(), make_person()
        client.force_login(second.user)
        answers = [self.hand_in(client, content) for content in (seal(first.uuid, CALL), b"{}")]
        assert [answer.status_code for answer in answers] == [400, 400]
        assert all("cannot be opened here" in answer.content.decode() for answer in answers)
        assert not InboxEvent.objects.exists()

    def test_a_visitor_signs_in_first_and_an_empty_form_says_so(self, client: Client) -> None:
        assert client.get(AT)["Location"].startswith("/sign-in/")
        client.force_login(make_person().user)
        assert "Choose the file" in client.post(AT).content.decode()
