"""What ``manage.py check`` says about people."""

from typing import Any

from django.conf import settings
from django.core import checks

BACKEND = "lms.people.backends.SignInBackend"
MIDDLEWARE = "lms.people.middleware.SignInCookiesMiddleware"


@checks.register(checks.Tags.security)
def one_way_in(**_: Any) -> list[checks.CheckMessage]:
    """``hunar_people.E001``, ``E002``: sign-in past the limiter, or a limiter that locks the holder out."""
    found: list[checks.CheckMessage] = []
    if BACKEND not in settings.AUTHENTICATION_BACKENDS:
        return found
    others = [name for name in settings.AUTHENTICATION_BACKENDS if name != BACKEND]
    if "django.contrib.auth.backends.ModelBackend" in others:
        found.append(
            checks.Error(
                "Django's ModelBackend signs people in past the limiter.",
                hint=f"{BACKEND} gives the same rights: remove ModelBackend from AUTHENTICATION_BACKENDS.",
                id="hunar_people.E001",
            )
        )
    if MIDDLEWARE not in settings.MIDDLEWARE:
        found.append(
            checks.Error(
                "No phone is ever known, so guessing from elsewhere locks the holder out.",
                hint=f"Add {MIDDLEWARE} to MIDDLEWARE, after AuthenticationMiddleware.",
                id="hunar_people.E002",
            )
        )
    return found
