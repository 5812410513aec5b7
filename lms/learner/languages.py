"""Which language a page speaks: the phone's choice first, then the person's own."""

from django.conf import settings
from django.http import HttpResponse

from lms.people.models import Person


def offered(code: str) -> bool:
    """Whether pages exist in this language."""
    return code in dict(settings.LANGUAGES)


def language_of(person: Person) -> str:
    """The person's language, or the site's when hers is not shown yet."""
    return person.language if offered(person.language) else settings.LANGUAGE_CODE


def keep_language(response: HttpResponse, code: str) -> None:
    """Remember the choice on this phone for a year; it says nothing about the person."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
    )
