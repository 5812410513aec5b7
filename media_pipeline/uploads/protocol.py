"""The headers of tus 1.0, read and written. Pure; ``BadHeader`` says what is wrong with a text."""

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Any

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,expiration,checksum,termination"
ALGORITHMS = ("sha1", "sha256")
BODY_TYPE = "application/offset+octet-stream"
_NUMBER = re.compile(r"^[0-9]{1,18}$")
_KEY = re.compile(r"^[\x21-\x2b\x2d-\x7e]+$")


class BadHeader(ValueError):
    """A header that tus does not know; for the programmer of the client."""


@dataclass(frozen=True)
class Checksum:
    """What the bytes of one request should hash to."""

    algorithm: str
    digest: bytes

    def hasher(self) -> Any:
        """An empty hash of this kind."""
        return hashlib.new(self.algorithm, usedforsecurity=False)

    def agrees(self, hasher: Any) -> bool:
        """True when ``hasher`` ended in the digest that was announced."""
        return hmac.compare_digest(hasher.digest(), self.digest)


def read_number(name: str, value: str | None) -> int:
    """A length or an offset: decimal digits, zero or more."""
    if value is None or not _NUMBER.match(value):
        raise BadHeader(f"{name} must be a number of bytes.")
    return int(value)


def read_metadata(value: str | None) -> dict[str, str]:
    """``Upload-Metadata``: pairs of a key and base64 of UTF-8, parted by commas; a key alone has an empty value."""
    found: dict[str, str] = {}
    for pair in (value or "").split(","):
        key, _, encoded = pair.strip().partition(" ")
        if not key and not encoded:
            continue
        if not _KEY.match(key) or key in found:
            raise BadHeader("Upload-Metadata must name each key once, in ASCII without spaces and commas.")
        found[key] = _text(encoded)
    return found


def write_metadata(values: dict[str, str]) -> str:
    """The header that ``read_metadata`` reads."""
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}".strip() for key, value in values.items())


def read_checksum(value: str | None) -> Checksum | None:
    """``Upload-Checksum``: the name of an algorithm and base64 of its digest."""
    if value is None:
        return None
    algorithm, _, encoded = value.strip().partition(" ")
    if algorithm not in ALGORITHMS:
        raise BadHeader(f"Upload-Checksum must be one of: {', '.join(ALGORITHMS)}.")
    digest = _bytes(encoded)
    if len(digest) != hashlib.new(algorithm, usedforsecurity=False).digest_size:
        raise BadHeader("Upload-Checksum has the wrong length for its algorithm.")
    return Checksum(algorithm, digest)


def _text(encoded: str) -> str:
    try:
        return _bytes(encoded).decode()
    except UnicodeDecodeError as error:
        raise BadHeader("The values of Upload-Metadata must be UTF-8.") from error


def _bytes(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadHeader("A value is not base64.") from error
