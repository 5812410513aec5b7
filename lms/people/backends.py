"""The one authentication backend: everybody signs in here."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from lms.people.sign_in import check


class SignInBackend(ModelBackend):
    """PIN or password under the same limiter; rights as Django's own backend gives them."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Any:
        """The account, or ``None``; ``request.hunar_wait_seconds`` is above 0 when too much was tried of late."""
        if username is None or password is None:
            return None
        answer = check(request, username, password)
        if request is not None:
            request.hunar_wait_seconds = answer.wait_seconds  # type: ignore[attr-defined]
        return answer.account

    def get_user(self, user_id: Any) -> Any:
        """The account of a session together with its person: one query for both."""
        accounts = get_user_model()
        try:
            user = accounts.objects.select_related("hunar_person").get(pk=user_id)
        except accounts.DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None
