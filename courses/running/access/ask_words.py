"""Whom a trainee asks about a closed door. Texts are safe HTML."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.running.access.saying import say
from lms.people.models import Centre


def ask_words(centre: Centre | None, *, for_women: bool) -> SafeString:
    """Return the centre's name with whom to ask there, and her number to tap; empty where there is nobody to name."""
    contact = centre.contact(for_women=for_women) if centre else None
    if centre is None or contact is None:
        return SafeString("")
    place, phone = apart(centre.title(get_language() or "en")), phone_link(contact.phone)
    if not contact.phone:
        return say(_("Ask {person} at {centre}."), person=apart(contact.name), centre=place)
    if not contact.name:
        return say(_("Call {centre}: {phone}"), centre=place, phone=phone)
    return say(_("Ask {person} at {centre}: {phone}"), person=apart(contact.name), centre=place, phone=phone)


def apart(name: str) -> SafeString:
    """Return a name that keeps its own direction among words of another."""
    return format_html("<bdi>{}</bdi>", name)


def phone_link(phone: str) -> SafeString:
    """Return a number that a phone dials when it is tapped."""
    digits = re.sub(r"[^0-9+]", "", phone)
    return format_html('<a href="tel:{}"><bdi dir="ltr">{}</bdi></a>', digits, phone)
