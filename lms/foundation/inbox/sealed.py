"""Events in a file: closed on the phone to the site's public key, opened here for the one person they belong to.

The phone makes a key pair for this one file, agrees on a secret with the site's key (ECDH on P-256), and seals with
AES-256-GCM under a key drawn from it (HKDF-SHA-256). Her uuid stands beside the seal as data that must agree.
"""

import base64
import json
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from lms.foundation.inbox.receive import Verdict, receive
from lms.foundation.keys import derived, newest_key

FORMAT = "hunar-sealed-1"
MOST_BYTES = 2 * 1024 * 1024
MOST_AT_ONCE = 200
CURVE = ec.SECP256R1()
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class NotOpened(Exception):
    """The file is none of ours, was changed, or belongs to somebody else: these look alike."""


def private_key(identifier: str) -> ec.EllipticCurvePrivateKey:
    """The site's own half for the key of this id; ``KeyError`` when it is no longer in ``HUNAR_KEYS``."""
    number = int.from_bytes(derived(identifier, "outbox.seal"), "big") % (_ORDER - 1) + 1
    return ec.derive_private_key(number, CURVE)


def public_key() -> str:
    """What a phone seals to: the key's id, a colon, and the point in base64."""
    identifier = newest_key()
    point = private_key(identifier).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return f"{identifier}:{base64.b64encode(point).decode()}"


def open_sealed(file: bytes, person: UUID) -> dict[str, Any]:
    """The call inside a sealed file: ``device`` and ``events``; ``NotOpened`` unless it was sealed for this person."""
    try:
        sealed = json.loads(file)
        if sealed["format"] != FORMAT:
            raise NotOpened
        point, nonce, data = (base64.b64decode(sealed[name], validate=True) for name in ("point", "nonce", "data"))
        other = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        shared = private_key(sealed["key"]).exchange(ec.ECDH(), other)
        key = HKDF(SHA256(), 32, salt=point, info=FORMAT.encode()).derive(shared)
        call = json.loads(AESGCM(key).decrypt(nonce, data, str(person).encode()))
        if not (isinstance(call["device"], str) and isinstance(call["events"], list)):
            raise NotOpened
    except (InvalidTag, KeyError, TypeError, ValueError, RecursionError) as problem:
        raise NotOpened from problem
    return dict(call)


def receive_sealed(file: bytes, person: UUID) -> list[Verdict]:
    """Hear what a sealed file holds, as if her phone had sent it; one verdict each. The same file again is harmless."""
    call = open_sealed(file, person)
    events, verdicts = call["events"], []
    for start in range(0, len(events), MOST_AT_ONCE):
        verdicts += receive(events[start : start + MOST_AT_ONCE], person=person, device=call["device"])
    return verdicts
