"""Kinds of notices: a room registers each with its words. Other people see screens, so the plain words tell nothing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

# Numbers, days, moments and keys: nothing by which a person, a place or a course could be named.
Param = str | int
Params = Mapping[str, Param]
Words = Callable[[Params], str]
_IMPERSONAL = re.compile(r"(?=.*[0-9])[0-9a-fA-F:.TZ+-]{1,40}")


@dataclass(frozen=True)
class NoticeKind:
    """A kind with what she reads once she has signed in, and for how long it matters unless somebody says otherwise."""

    key: str
    words: Words
    lasts: timedelta


_kinds: dict[str, NoticeKind] = {}


def neutral_words(_params: Params | None = None) -> str:
    """Return what may stand where anybody can read it: a lock screen, a text message, a shared phone's list."""
    return _("Your class update is ready")


def register_notice_kind(key: str, words: Words = neutral_words, *, days: int = 14) -> None:
    """Register a kind. ``words`` are read on her own first page alone; whatever leaves the product is neutral."""
    _kinds[key] = NoticeKind(key, words, timedelta(days=days))


def notice_kind(key: str) -> NoticeKind:
    """Return a kind; ``KeyError`` when no room registered it."""
    return _kinds[key]


def words_of(key: str, params: Params) -> str:
    """Return what she reads; neutral words for a kind whose room is gone."""
    kind = _kinds.get(key)
    return kind.words(params) if kind else neutral_words()


def impersonal(params: Params) -> dict[str, Param]:
    """Return the parameters, or raise ``ValueError``: they are numbers, days, moments and keys, never words."""
    for name, value in params.items():
        if not isinstance(value, int) and not _IMPERSONAL.fullmatch(value):
            raise ValueError(f"A notice holds no words: {name} is neither a number nor a day nor a key.")
    return dict(params)
