"""How a sentence is put together: escaped, with numbers that keep their direction."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from courses.running.access.facts import Missing


def number(value: object) -> SafeString:
    """Return a number, clock or unit that keeps its direction inside Urdu."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


def say(text: str, *places: object, **parts: object) -> SafeString:
    """Return a translated text with its parts put in, escaped."""
    return format_html(text, *places, **parts)


def short_of(missing: Missing) -> int:
    """Return how many whole ones are missing of something that is counted."""
    return int(missing.need - missing.have)
