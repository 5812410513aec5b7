"""What allauth asks us: nobody signs up by herself; accounts come from staff."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by a centre or by ``manage.py start``, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No visitor makes an account of her own."""
        return False
