"""Finding accounts on any user model."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from lms.foundation.api import fold_digits


def typed_username(text: str) -> str:
    """What somebody typed as her username, in the spelling the limiter counts: trimmed, small letters, digits 0-9."""
    return fold_digits(text.strip()).lower()


def find_account(text: str) -> AbstractBaseUser | None:
    """The account of a typed username: as typed, else in small letters, which phones like to change. One query."""
    model = get_user_model()
    exact, small = fold_digits(text.strip()), typed_username(text)
    named = model.objects.filter(**{f"{model.USERNAME_FIELD}__in": [exact, small]})
    found = named.select_related("hunar_person", "hunar_person__pin")
    return min(found, key=lambda account: account.get_username() != exact, default=None)
