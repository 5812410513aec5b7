"""What a phone keeps of a sign-in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lms.people.groups import settle_groups
from lms.people.known_phone import remember
from lms.people.sign_in import person_behind


@receiver(user_logged_in, dispatch_uid="hunar_people_signed_in")
def note_sign_in(request: HttpRequest | None, user: AbstractBaseUser, **_: Any) -> None:
    """Leave the account on the request for the middleware, and take her out of groups of roles that ran out."""
    if request is not None:
        request.hunar_signed_in = user  # type: ignore[attr-defined]
    settle_groups(person_behind(user))


class SignInCookiesMiddleware:
    """After a right sign-in: the phone is known to the account, and a phone that chose no language yet speaks hers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; set the cookies when it signed somebody in."""
        response = self.get_response(request)
        user = getattr(request, "hunar_signed_in", None)
        if user is not None:
            remember(request, response, user)
            if settings.LANGUAGE_COOKIE_NAME not in {**request.COOKIES, **response.cookies}:
                _speak(response, user)
        return response


def _speak(response: HttpResponseBase, user: AbstractBaseUser) -> None:
    samesite: Any = settings.LANGUAGE_COOKIE_SAMESITE
    person = person_behind(user)
    if person is None or person.language not in dict(settings.LANGUAGES):
        return
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        person.language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=samesite,
    )
