"""Sign-in by PIN or password."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class SignInBackend(ModelBackend):
    """PIN or password under the same limiter."""
