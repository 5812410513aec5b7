"""Who is asking."""

from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest

from lms.people.models import Person


def person_of(request: HttpRequest) -> Person | None:
    """The person behind the signed-in account, or ``None``; one query, kept on the request."""
    if not hasattr(request, "_hunar_person"):
        request._hunar_person = person_of_user(getattr(request, "user", None))  # type: ignore[attr-defined]  # noqa: SLF001
    return request._hunar_person  # type: ignore[attr-defined,no-any-return]  # noqa: SLF001


def person_of_user(user: AbstractBaseUser | AnonymousUser | None) -> Person | None:
    """The person of an account, or ``None``; no query when our backend loaded the account."""
    if user is None or not user.is_authenticated:
        return None
    return getattr(user, "hunar_person", None)


def person_uuid_of_request(request: HttpRequest) -> UUID | None:
    """The uuid of ``person_of(request)``, for rooms that know no persons."""
    person = person_of(request)
    return person.uuid if person else None


def is_superuser(person: Person | None) -> bool:
    """True when the person's account is an active superuser's: she passes every ``may``."""
    user = person.user if person else None
    return bool(user and user.is_active and getattr(user, "is_superuser", False))
