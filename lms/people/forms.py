"""Forms of the two PIN pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.foundation.api import read_code
from lms.people.pin_rules import read_pin, too_easy

NOT_SIX = _("A PIN is six numbers.")
TYPED = {"autocapitalize": "none", "spellcheck": "false", "class": "code", "dir": "ltr"}


class PinField(forms.CharField):
    """Six digits, in any script, never shown back."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        """``autocomplete`` tells a password keeper whether this PIN is new."""
        attributes = {**TYPED, "autocomplete": autocomplete, "inputmode": "numeric"}
        super().__init__(max_length=40, widget=forms.PasswordInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> str:
        """The digits 0-9, or a sentence."""
        pin = read_pin(super().clean(value))
        if pin is None:
            raise ValidationError(NOT_SIX)
        return pin


class NewPinForm(forms.Form):
    """A PIN chosen twice."""

    pin = PinField(
        label=_("New PIN"),
        help_text=_("Six numbers that others do not guess. Not 123456."),
        autocomplete="new-password",
    )
    pin_again = PinField(label=_("The same PIN once more"), autocomplete="new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("This is still empty.")

    def clean_pin(self) -> str:
        """Refuse the PINs that are tried first."""
        pin: str = self.cleaned_data["pin"]
        if too_easy(pin):
            raise ValidationError(_("Others guess this PIN first. Choose six numbers without a pattern."))
        return pin

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        data = super().clean() or {}
        pin, again = data.get("pin"), data.get("pin_again")
        if pin and again and pin != again:
            self.add_error("pin_again", _("The two PINs are not the same. Nothing was changed."))
        return data


class StartForm(NewPinForm):
    """The slip's username and start code, and a PIN of her own."""

    username = forms.CharField(
        label=_("Username"),
        help_text=_("It is on the slip from your centre."),
        max_length=150,
        widget=forms.TextInput(attrs={**TYPED, "autocomplete": "username"}),
    )
    code = forms.CharField(
        label=_("Start code"),
        help_text=_("It is on the slip, under your username."),
        max_length=60,
        widget=forms.TextInput(attrs={**TYPED, "autocomplete": "off"}),
    )
    field_order = ("username", "code", "pin", "pin_again")

    def clean_code(self) -> str:
        """The code as it was printed; a slip of the finger is found before anything is asked of the server."""
        code = read_code(self.cleaned_data["code"])
        if code is None:
            raise ValidationError(_("One letter or number of this code is not right. Look at the slip again."))
        return code


class ChangePinForm(NewPinForm):
    """The PIN of now, and a new one."""

    current = PinField(label=_("Your PIN now"), autocomplete="current-password")
    field_order = ("current", "pin", "pin_again")
