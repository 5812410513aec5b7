"""The words of this room's notices. They name no course, no place and no person."""

from datetime import date, datetime

from django.utils.dateformat import format as date_text
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.running.access.saying import number, say
from courses.running.access.words import clock_words
from courses.running.notices.kinds import Params, neutral_words, register_notice_kind

WINDOW_CLOSES, MORE_DAYS, WEBINAR_TOMORROW = "window_closes", "more_days", "webinar_tomorrow"


def day_of(params: Params) -> str:
    """Return the parameter ``day``, a local day such as ``2026-12-13``, in words."""
    return date_text(date.fromisoformat(str(params["day"])), "l j F")


def window_closes(params: Params) -> str:
    """``day`` is the last one."""
    return say(_("Your course stays open until {day}."), day=day_of(params))


def more_days(params: Params) -> str:
    """``days`` were given."""
    days = int(params["days"])
    text = ngettext("You have {count} more day.", "You have {count} more days.", days)
    return say(text, count=number(days))


def webinar_tomorrow(params: Params) -> str:
    """``at`` is the moment, with the offset of where her batch meets."""
    at = datetime.fromisoformat(str(params["at"]))
    return say(_("Your webinar is on {day}, {clock}."), day=date_text(at, "l j F"), clock=clock_words(at))


def register() -> None:
    """Register this room's kinds."""
    register_notice_kind(WINDOW_CLOSES, window_closes)
    register_notice_kind(MORE_DAYS, more_days)
    register_notice_kind(WEBINAR_TOMORROW, webinar_tomorrow, days=2)
    register_notice_kind("update", neutral_words)
