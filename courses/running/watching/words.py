"""What a trainee reads about the lecture she has still to watch."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def left_to_watch(seconds: int) -> str:
    """Return how much of a lecture is missing, in whole minutes, never less than there is: “12 minutes … to go.”."""
    minutes = -(-seconds // 60)
    text = ngettext("%(count)s minute of the lecture to go.", "%(count)s minutes of the lecture to go.", minutes)
    return text % {"count": minutes}


def watch_more_words(seconds: int) -> str:
    """Return why a lesson is not finished yet, and what to do."""
    then = _("Play it here. The lesson then counts by itself; what you have watched already is kept.")
    return f"{left_to_watch(seconds)} {then}"
