"""Sentences that more than one page says."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

NO_SUCH_SLIP = _(
    "This username and this start code do not open an account. Look at the slip; "
    "if it is old or was used already, ask your centre for a new one."
)
WRONG_PIN = _("This is not your PIN. Nothing was changed.")


def too_many(seconds: int) -> str:
    """The sentence for a closed limiter, in whole minutes rounded up."""
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many tries. Wait %(minutes)s minute, then try again. Nothing is lost.",
        "Too many tries. Wait %(minutes)s minutes, then try again. Nothing is lost.",
        minutes,
    ) % {"minutes": minutes}
