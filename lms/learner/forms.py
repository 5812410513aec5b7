"""The one form by which everybody comes in."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lms.foundation.api import allow, fold_digits

TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false", "class": "code", "dir": "ltr"}


class SignInForm(LoginForm):  # type: ignore[misc]
    """Username and PIN (or password); the username stays in the field when they do not go together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Username"),
            help_text=_("It is on the slip from your centre."),
            max_length=150,
            widget=forms.TextInput(attrs={**TYPED, "autocomplete": "username"}),
        )
        self.fields["password"] = forms.CharField(
            label=_("PIN or password"),
            strip=False,
            max_length=4096,
            widget=forms.PasswordInput(attrs={**TYPED, "autocomplete": "current-password"}),
        )
        for field in self.fields.values():
            field.error_messages["required"] = _("This is still empty.")

    def clean_login(self) -> str:
        """The username as it is stored: digits of any script read as 0-9, no blanks around it."""
        return fold_digits(self.cleaned_data["login"]).strip().lower()

    def clean_password(self) -> str:
        """A PIN typed on an Urdu keyboard is the same PIN; a password is left as it is."""
        typed: str = self.cleaned_data["password"]
        folded = fold_digits(typed).strip()
        return folded if folded.isdecimal() else typed

    def _clean_with_password(self, credentials: dict[str, Any]) -> dict[str, Any]:
        """Turn allauth's refusal into our one sentence; unknown and wrong look alike."""
        try:
            return dict(super()._clean_with_password(credentials))
        except ValidationError:
            wait = getattr(self.request, "hunar_wait_seconds", 0)
            raise ValidationError(too_many(wait) if wait else WRONG) from None


WRONG = _("Username and PIN do not go together. Look at the slip.")


def too_many(seconds: int) -> str:
    """The sentence for a closed limiter, in whole minutes rounded up."""
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many tries. Wait %(minutes)s minute, then try again. Nothing is lost.",
        "Too many tries. Wait %(minutes)s minutes, then try again. Nothing is lost.",
        minutes,
    ) % {"minutes": minutes}


class LimitedCode:
    """Counts tries of the second factor in the database: allauth counts them in a cache of one process, or not."""

    user: Any
    LIMIT, SECONDS = 10, 15 * 60

    def clean_code(self) -> str:
        """The code, compared only while the account has tries left."""
        if not allow(f"learner.second_factor:{self.user.pk}", limit=self.LIMIT, seconds=self.SECONDS):
            raise ValidationError(too_many(self.SECONDS))
        return str(super().clean_code())  # type: ignore[misc]


class CodeForm(LimitedCode, AuthenticateForm):  # type: ignore[misc]
    """The second factor while signing in."""


class CodeAgainForm(LimitedCode, ReauthenticateForm):  # type: ignore[misc]
    """The second factor before something delicate."""
