"""A phone on which an account signed in before keeps an allowance of its own.

Strangers who guess from elsewhere cannot lock the holder out.
"""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from lms.foundation.api import BadToken, keyed_hash, read_token, sign_token
from lms.people.conf import options

COOKIE = "hunar_people_phone"
PURPOSE = "people.known_phone"
MOST_ACCOUNTS = 12


def account_mark(user: AbstractBaseUser) -> str:
    """A short mark of an account that tells a reader of the cookie nothing."""
    return keyed_hash(PURPOSE, str(user.pk))[:16]


def is_known(request: HttpRequest | None, user: AbstractBaseUser) -> bool:
    """True when the request carries our own cookie and this account signed in with it before."""
    return request is not None and account_mark(user) in _marks(request)


def remember(request: HttpRequest, response: HttpResponseBase, user: AbstractBaseUser) -> None:
    """Add the account to the phone's cookie. It is sent to the sign-in address alone, so no other page pays for it."""
    mark = account_mark(user)
    marks = [mark, *(other for other in _marks(request) if other != mark)][:MOST_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        sign_token(PURPOSE, {"accounts": marks}),
        max_age=_age(),
        path=resolve_url(settings.LOGIN_URL),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> list[str]:
    try:
        return list(read_token(PURPOSE, request.COOKIES.get(COOKIE, ""), max_age_seconds=_age())["accounts"])
    except BadToken:
        return []


def _age() -> int:
    return int(options["KNOWN_PHONE_DAYS"]) * 24 * 3600
