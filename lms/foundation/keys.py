"""Secrets by purpose: encryption, keyed hashes and tokens, all from ``HUNAR_KEYS`` and never from ``SECRET_KEY``."""

import base64
import functools
import hashlib
import hmac
import json
import secrets
import time
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lms.foundation.canonical import canonical_json

_NONCE = 12


class BadToken(Exception):
    """The token was not made here, was made for something else, or is too old."""


class BadSecret(Exception):
    """The value was not encrypted here, was changed, or its key is no longer in ``HUNAR_KEYS``."""


def encrypt(purpose: str, data: bytes) -> str:
    """``data`` sealed under the newest key: text that ``decrypt`` opens for the same purpose only."""
    identifier = newest_key()
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(derived(identifier, f"encrypt:{purpose}")).encrypt(nonce, data, purpose.encode())
    return f"{identifier}:{_to_text(nonce + sealed)}"


def decrypt(purpose: str, value: str) -> bytes:
    """What ``encrypt`` sealed; ``BadSecret`` when it cannot be opened."""
    identifier, _, text = value.partition(":")
    try:
        blob = _from_text(text)
        key = derived(identifier, f"encrypt:{purpose}")
        return AESGCM(key).decrypt(blob[:_NONCE], blob[_NONCE:], purpose.encode())
    except (InvalidTag, KeyError, ValueError) as problem:
        raise BadSecret("This value cannot be opened with the keys of this site.") from problem


def keyed_hash(purpose: str, text: str, *, key: str = "") -> str:
    """A hex HMAC under the newest key, or under the key of that id: to look things up without keeping them."""
    return hmac.new(derived(key or newest_key(), f"hash:{purpose}"), text.encode(), hashlib.sha256).hexdigest()


def keyed_hashes(purpose: str, text: str) -> list[str]:
    """The same under every key, newest first: what to look for while rows of older keys remain."""
    return [keyed_hash(purpose, text, key=name) for name in keys()]


def sign_token(purpose: str, payload: dict[str, Any]) -> str:
    """A text that carries ``payload`` (JSON) and the time, readable by anyone, made by us alone."""
    identifier = newest_key()
    body = _to_text(canonical_json({"at": int(time.time()), "payload": payload}))
    return f"{identifier}.{body}.{_signature(identifier, purpose, body)}"


def read_token(purpose: str, token: str, *, max_age_seconds: int) -> dict[str, Any]:
    """The payload of a token of ours, made for ``purpose`` at most ``max_age_seconds`` ago; else ``BadToken``."""
    identifier, _, rest = token.partition(".")
    body, _, signature = rest.partition(".")
    if identifier not in keys() or not hmac.compare_digest(
        _signature(identifier, purpose, body).encode(), signature.encode()
    ):
        raise BadToken("This token was not made here.")
    content = json.loads(_from_text(body))
    if not -60 <= time.time() - content["at"] <= max_age_seconds:
        raise BadToken("This token is too old.")
    return dict(content["payload"])


def keys() -> dict[str, str]:
    """``HUNAR_KEYS`` as id → key, newest first."""
    return dict(getattr(settings, "HUNAR_KEYS", None) or [])


@functools.lru_cache(maxsize=256)
def _derive(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=b"hunar", info=purpose.encode()).derive(secret.encode())


def derived(identifier: str, purpose: str) -> bytes:
    """The 32 bytes that the key ``identifier`` gives for ``purpose``; ``KeyError`` for an unknown key."""
    return _derive(keys()[identifier], purpose)


def newest_key() -> str:
    """The id of the key that new values are made under; ``ImproperlyConfigured`` when there is none."""
    for identifier in keys():
        return identifier
    raise ImproperlyConfigured("HUNAR_KEYS is empty: set it to id:key, the newest first.")


def _signature(identifier: str, purpose: str, body: str) -> str:
    key = derived(identifier, f"token:{purpose}")
    return _to_text(hmac.new(key, body.encode(), hashlib.sha256).digest())


def _to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _from_text(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
