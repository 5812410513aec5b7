"""Everything a person reads about a door or about what is missing, in one place. Texts are safe HTML."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as date_text
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from courses.authoring.api import Manifest
from courses.running.access.clause_words import CLAUSES, clause_words
from courses.running.access.facts import AccessFacts, Decision, Missing, Window
from courses.running.access.saying import number, say, short_of

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class DoorWords:
    """A closed door in four parts, always in this order: why, until when, what now, what is still yours."""

    title: SafeString
    why: SafeString
    until: SafeString
    now: SafeString
    yours: SafeString


def day_words(moment: datetime, zone: ZoneInfo) -> str:
    """Return a local day: “Sunday 13 December”."""
    return date_text(moment.astimezone(zone), "l j F")


def clock_words(local: datetime) -> SafeString:
    """Return a time of day the way people say it, twelve hours with its part of the day."""
    parts = [
        (4, pgettext("after midnight", "{clock} am")),
        (12, pgettext("in the morning", "{clock} am")),
        (16, pgettext("at midday", "{clock} pm")),
        (19, pgettext("in the evening", "{clock} pm")),
        (24, pgettext("at night", "{clock} pm")),
    ]
    pattern = next(pattern for before, pattern in parts if local.hour < before)
    return say(pattern, clock=number(date_text(local, "g:i")))


def when_words(moment: datetime, zone: ZoneInfo) -> SafeString:
    """Return a local day and time: “Sunday 13 December, 11:59 pm”."""
    return say(_("{day}, {clock}"), day=day_words(moment, zone), clock=clock_words(moment.astimezone(zone)))


def end_words(closes_at: datetime, zone: ZoneInfo) -> SafeString:
    """Return the end of a window as its last minute, so that midnight names the day she still has."""
    local = closes_at.astimezone(zone)
    at_midnight = (closes_at - MINUTE).astimezone(zone).date() != local.date()
    return when_words(closes_at - MINUTE if at_midnight else closes_at, zone)


def hours_words(minutes: int) -> SafeString:
    """Return minutes as hours and minutes: “48 hours”, “41 hours 30 minutes”."""
    hours, rest = divmod(minutes, 60)
    texts = []
    if hours:
        texts.append(say(ngettext("{count} hour", "{count} hours", hours), count=number(hours)))
    if rest or not hours:
        texts.append(say(ngettext("{count} minute", "{count} minutes", rest), count=number(rest)))
    return mark_safe(" ".join(texts))  # noqa: S308  (each part is escaped above)


def until_words(decision: Decision, facts: AccessFacts) -> SafeString:
    """Return one line for the top of a page: open until when, or why not."""
    if decision.open and decision.closes_at is not None:
        return say(_("Open until {when}"), when=end_words(decision.closes_at, ZoneInfo(facts.time_zone)))
    return why_words(decision, facts)


def left_words(decision: Decision, facts: AccessFacts, at: datetime) -> SafeString:
    """Return how many days an open door stays open, counted in local days; empty when it is shut."""
    if not decision.open or decision.closes_at is None:
        return SafeString("")
    zone = ZoneInfo(facts.time_zone)
    days = ((decision.closes_at - MINUTE).astimezone(zone).date() - at.astimezone(zone).date()).days
    if days < 1:
        return SafeString(_("Today is the last day."))
    return say(ngettext("{count} day left.", "{count} days left.", days), count=number(days))


def door_words(decision: Decision, facts: AccessFacts, manifest: Manifest | None = None) -> DoorWords:
    """Return the four parts of a closed door; ``manifest`` gives the titles of modules to finish first."""
    return DoorWords(
        title=title_words(decision),
        why=first_words(decision, manifest) or why_words(decision, facts),
        until=back_words(decision, facts),
        now=now_words(decision),
        yours=SafeString(_("Your marks, your attendance and your certificates stay yours.")),
    )


def decision_words(decision: Decision, facts: AccessFacts) -> str:
    """Return why a door is shut and what to do now as plain text, for replies that are no pages."""
    return strip_tags(say("{} {}", why_words(decision, facts), now_words(decision)))


def title_words(decision: Decision) -> SafeString:
    """Return the heading of a closed door."""
    if decision.reason in {"cohort_planned", "not_started", "minutes_short", "module_waits", "module_not_yet"}:
        return SafeString(_("Not open yet"))
    if decision.reason == "frozen":
        return SafeString(_("On hold"))
    return SafeString(_("This course is closed"))


def first_words(decision: Decision, manifest: Manifest | None) -> SafeString:
    """Return which modules come first, by their titles; empty for every other reason."""
    if decision.reason != "module_waits" or manifest is None:
        return SafeString("")
    language = get_language() or "en"
    found = [manifest.module(UUID(missing.key)) for missing in decision.missing if missing.key]
    titles = ", ".join(f"“{module.title(language)}”" for module in found if module)
    return say(_("This opens after {modules}."), modules=titles)


def why_words(decision: Decision, facts: AccessFacts) -> SafeString:
    """Return why the door is shut."""
    zone = ZoneInfo(facts.time_zone)
    if decision.reason == "over" and decision.closes_at:
        return say(_("Your days ended on {when}."), when=end_words(decision.closes_at, zone))
    if decision.reason == "not_started" and decision.opens_at:
        return say(_("Your course opens on {when}."), when=when_words(decision.opens_at, zone))
    if decision.reason == "minutes_short" and facts.window.basis == "first_session":
        return SafeString(_("Opens after your first class."))
    if decision.reason == "module_not_yet":
        return gate_words(decision.opens_at, decision.missing, zone)
    if decision.reason == "minutes_short" and decision.missing:
        missing = decision.missing[0]
        text = _("Opens after {need} in class. You have {have}.")
        return say(text, need=hours_words(int(missing.need)), have=hours_words(int(missing.have)))
    texts = {
        "cohort_planned": _("Your centre has not opened your batch yet."),
        "closed": _("Your centre has closed this course for you."),
        "frozen": _("Your centre has stopped your clock. No day of yours is used up."),
        "withdrawn": _("You are no longer in this batch."),
        "no_show": _("You were not at the first class, so your seat was given to somebody else."),
        "module_waits": _("Another module comes first."),
    }
    return SafeString(texts.get(decision.reason, _("This course is closed.")))


def gate_words(opens_at: datetime | None, missing: Iterable[Missing], zone: ZoneInfo) -> SafeString:
    """Return when a module opens: on a day, at minutes in class with how many are left, or after both."""
    texts = [
        say(
            _("This module opens when you have {need} in class: {left} to go."),
            need=hours_words(int(each.need)),
            left=hours_words(int(each.need - each.have)),
        )
        for each in missing
    ]
    if opens_at is not None:
        local = opens_at.astimezone(zone)
        midnight = (local.hour, local.minute) == (0, 0)
        when = day_words(opens_at, zone) if midnight else when_words(opens_at, zone)
        texts.append(say(_("This module opens on {when}."), when=when))
    return SafeString(" ".join(texts) or _("This module opens once your centre lets your clock go on."))


def back_words(decision: Decision, facts: AccessFacts) -> SafeString:
    """Return until when the door stays shut."""
    zone = ZoneInfo(facts.time_zone)
    if decision.reason == "not_started" and decision.opens_at:
        return say(_("Until {when}."), when=when_words(decision.opens_at, zone))
    if decision.reason == "cohort_planned":
        day = date_text(facts.starts_on, "l j F")
        return say(_("Until the batch opens. Its first day is planned for {day}."), day=day)
    if decision.reason == "minutes_short":
        first = facts.window.basis == "first_session"
        until = _("Until you have been to it.") if first else _("Until you have them.")
        return say("{} {}", until, length_words(facts.window))
    texts = {
        "over": _("Until your centre adds days."),
        "frozen": _("Until your centre lets it go on."),
        "withdrawn": _("Until your centre takes you back into the batch."),
        "no_show": _("Until your centre takes you back into the batch."),
        "module_waits": _("Until you have finished it."),
        "module_not_yet": _("Until then. The modules before it are open to you."),
    }
    return SafeString(texts.get(decision.reason, _("Until your centre opens it again.")))


def length_words(window: Window) -> SafeString:
    """Return for how long a window stays open once something has opened it."""
    if window.months is not None:
        text = ngettext(
            "Then it stays open for {count} month.", "Then it stays open for {count} months.", window.months
        )
        return say(text, count=number(window.months))
    days = window.days or 0
    text = ngettext("Then it stays open for {count} day.", "Then it stays open for {count} days.", days)
    return say(text, count=number(days))


def now_words(decision: Decision) -> SafeString:
    """Return what to do now."""
    texts = {
        "over": _("Ask your centre for more days. Power cuts, illness and network shutdowns are good reasons."),
        "not_started": _("Come back on that day. Nothing is lost by waiting."),
        "frozen": _("Nothing is lost. Tell your centre when you can go on."),
        "minutes_short": _("Go to your next class. If a class is missing from your hours, tell your trainer."),
        "cohort_planned": _("Wait for the first day, or ask your centre about it."),
        "module_waits": _("Go back to the course and finish what is open there."),
        "module_not_yet": _("Go back to the course and finish what is open there."),
        "no_show": _("If this is wrong, tell your centre. They take you back while a seat is free."),
    }
    return SafeString(texts.get(decision.reason, _("Talk to your centre. They can tell you more and open it again.")))


def missing_words(missing: Missing, manifest: Manifest | None = None) -> SafeString:
    """Return what a course still asks for, in one sentence; ``manifest`` gives the title of an activity."""
    if missing.kind == "minutes":
        text = ngettext(
            "{count} minute in class is missing: you have {have} of {need}.",
            "{count} minutes in class are missing: you have {have} of {need}.",
            short_of(missing),
        )
        return say(text, count=number(short_of(missing)), have=number(missing.have), need=number(missing.need))
    if missing.kind == "edition":
        return SafeString(_("The lessons of this course are not ready yet."))
    if missing.kind in CLAUSES:
        return clause_words(missing)
    activity = manifest.activity(UUID(missing.key)) if manifest and missing.key else None
    title = activity.title(get_language() or "en") if activity else _("An activity")
    if missing.kind == "late":
        text = _("“{title}” was finished {have} days late. At most {need} days count.")
        return say(text, title=title, need=number(missing.need), have=number(missing.have))
    if missing.kind == "marks":
        text = _("“{title}” asks for {need} percent. Your best is {have} percent.")
        return say(text, title=title, need=number(missing.need), have=number(missing.have))
    return say(_("“{title}” is not finished yet."), title=title)
