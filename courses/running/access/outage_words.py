"""What a trainee reads about outages: how long her clock stood still, and why. Texts are safe HTML."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.running.access.clock import DAY
from courses.running.access.facts import AccessFacts, Decision, Entry
from courses.running.access.rule import access, standing_entries
from courses.running.access.saying import number, say
from courses.running.access.words import day_words, hours_words


def outage_words(decision: Decision, facts: AccessFacts, at: datetime) -> SafeString:
    """Return what outages gave to the window of ``decision``, a line each; empty when they gave nothing."""
    met = outages_in(decision, facts)
    if not met:
        return SafeString("")
    others = tuple(entry for entry in facts.entries if entry not in met)
    without = access(replace(facts, entries=others), at)
    if decision.closes_at is None or without.closes_at is None or decision.closes_at <= without.closes_at:
        return SafeString("")
    lines = [added_words(decision.closes_at - without.closes_at), *(stood_words(entry, facts) for entry in met)]
    return format_html_join(" ", "{}", ((line,) for line in lines))


def outages_in(decision: Decision, facts: AccessFacts) -> list[Entry]:
    """Return the standing outages that lie at least partly in the window of ``decision``."""
    return [
        entry
        for entry in standing_entries(facts.entries)
        if entry.kind == "outage" and entry.at and entry.until and touches(decision, entry.at, entry.until)
    ]


def touches(decision: Decision, starts: datetime, ends: datetime) -> bool:
    """Answer whether a stretch has anything in common with the window."""
    opens, closes = decision.opens_at, decision.closes_at
    return opens is not None and ends > opens and (closes is None or starts < closes)


def added_words(more: timedelta) -> SafeString:
    """Return how much was added: in days when they are whole, else in hours and minutes."""
    if more % DAY:
        return say(_("{time} were added to your time."), time=hours_words(int(more / timedelta(minutes=1))))
    days = more // DAY
    text = ngettext("{count} day was added to your time.", "{count} days were added to your time.", days)
    return say(text, count=number(days))


def stood_words(entry: Entry, facts: AccessFacts) -> SafeString:
    """Return one outage: what it was, from which day to which."""
    zone = ZoneInfo(facts.time_zone)
    starts, ends = entry.at or entry.effective_at, entry.until or entry.effective_at
    # An outage that ends at midnight lasted to the day before.
    days = {"first": day_words(starts, zone), "last": day_words(max(starts, ends - timedelta(minutes=1)), zone)}
    texts = {
        "no_data": _("No mobile data from {first} to {last}."),
        "no_network": _("No network from {first} to {last}."),
        "power_cut": _("No power from {first} to {last}."),
        "flood": _("Flood from {first} to {last}."),
        "unrest": _("Unrest from {first} to {last}."),
    }
    if days["first"] == days["last"]:
        return say(on_one_day(entry.reason), day=days["first"])
    return say(texts.get(entry.reason, _("An outage from {first} to {last}.")), **days)


def on_one_day(reason: str) -> str:
    """Return the sentence about an outage of a single day."""
    texts = {
        "no_data": _("No mobile data on {day}."),
        "no_network": _("No network on {day}."),
        "power_cut": _("No power on {day}."),
        "flood": _("Flood on {day}."),
        "unrest": _("Unrest on {day}."),
    }
    return texts.get(reason, _("An outage on {day}."))
