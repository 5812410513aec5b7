"""Secrets by purpose."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from lms.foundation import keys as module
from lms.foundation.api import (
    BadSecret,
    BadToken,
    decrypt,
    encrypt,
    keyed_hash,
    keyed_hashes,
    read_token,
    sign_token,
)

OLD, NEW = ("old", "first-key-first-key-first-key-first-key"), ("new", "other-key-other-key-other-key-other-key")


@pytest.fixture(autouse=True)
def _keys(settings: object) -> None:
    settings.HUNAR_KEYS = [OLD]


def test_what_is_encrypted_opens_again_and_never_looks_the_same() -> None:
    one, other = encrypt("id", b"12345"), encrypt("id", b"12345")
    assert one != other
    assert one.startswith("old:")
    assert decrypt("id", one) == decrypt("id", other) == b"12345"


def test_another_purpose_opens_nothing() -> None:
    with pytest.raises(BadSecret):
        decrypt("pin", encrypt("id", b"12345"))


@pytest.mark.parametrize("spoilt", ["", "old:", "old:AAAA", "old:%%%", "nokey:AAAA", "plain"])
def test_what_was_not_made_here_does_not_open(spoilt: str) -> None:
    with pytest.raises(BadSecret):
        decrypt("id", spoilt)


def test_one_changed_character_is_noticed() -> None:
    sealed = encrypt("id", b"12345")
    changed = sealed[:-2] + ("A" if sealed[-2] != "A" else "B") + sealed[-1]
    with pytest.raises(BadSecret):
        decrypt("id", changed)


def test_a_newer_key_writes_while_the_older_still_reads(settings: object) -> None:
    sealed, token, hashed = encrypt("id", b"x"), sign_token("t", {"a": 1}), keyed_hash("p", "text")
    settings.HUNAR_KEYS = [NEW, OLD]
    assert decrypt("id", sealed) == b"x"
    assert read_token("t", token, max_age_seconds=60) == {"a": 1}
    assert encrypt("id", b"x").startswith("new:")
    assert keyed_hash("p", "text") != hashed
    assert keyed_hash("p", "text", key="old") == hashed
    assert hashed in keyed_hashes("p", "text")


def test_a_key_that_left_opens_nothing(settings: object) -> None:
    sealed, token = encrypt("id", b"x"), sign_token("t", {})
    settings.HUNAR_KEYS = [NEW]
    with pytest.raises(BadSecret):
        decrypt("id", sealed)
    with pytest.raises(BadToken):
        read_token("t", token, max_age_seconds=60)


def test_hashes_differ_by_purpose() -> None:
    assert keyed_hash("one", "text") != keyed_hash("other", "text")


@pytest.mark.parametrize("purpose", ["other", "t2"])
def test_a_token_holds_for_its_purpose_alone(purpose: str) -> None:
    with pytest.raises(BadToken):
        read_token(purpose, sign_token("t", {}), max_age_seconds=60)


@pytest.mark.parametrize("token", ["", "a.b", "old.e30.AAAA", "old..", "ہ.ہ.ہ", "old.ہ.ہ"])
def test_anything_else_is_no_token(token: str) -> None:
    with pytest.raises(BadToken):
        read_token("t", token, max_age_seconds=60)


def test_a_token_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    token = sign_token("t", {"a": 1})
    real = module.time.time
    monkeypatch.setattr(module.time, "time", lambda: real() + 61)
    with pytest.raises(BadToken):
        read_token("t", token, max_age_seconds=60)


def test_the_secret_key_is_no_key(settings: object) -> None:
    before = keyed_hash("p", "text")
    settings.SECRET_KEY = "something else altogether"
    assert keyed_hash("p", "text") == before
    settings.HUNAR_KEYS = []
    with pytest.raises(ImproperlyConfigured):
        keyed_hash("p", "text")
