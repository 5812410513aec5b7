"""What a clause of the pass rule still asks for, in one sentence each. Texts are safe HTML."""

from collections.abc import Callable

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.running.access.facts import Missing, MissingPart
from courses.running.access.saying import number, say, short_of


def clause_words(missing: Missing) -> SafeString:
    """Return what a clause misses; its kind is one of ``CLAUSES``."""
    text = CLAUSES[missing.kind](short_of(missing))
    parts = {"count": short_of(missing), "have": missing.have, "need": missing.need}
    return say(text, title=part_title(missing), **{name: number(value) for name, value in parts.items()})


def part_title(missing: Missing) -> str:
    """Return the name of a part of weighted marks in the reader's language, in English where there is none."""
    hers = missing.name_ur if isinstance(missing, MissingPart) and get_language() == "ur" else ""
    return hers or missing.key or ""


def sessions(count: int) -> str:
    """Classes not attended."""
    return ngettext(
        "{count} session short: you have been to {have} of {need} classes.",
        "{count} sessions short: you have been to {have} of {need} classes.",
        count,
    )


def items(count: int) -> str:
    """Activities of which so many are asked for."""
    return ngettext(
        "{count} activity is missing: you have finished {have} of {need}.",
        "{count} activities are missing: you have finished {have} of {need}.",
        count,
    )


def tasks(count: int) -> str:
    """Tasks of an outside platform."""
    return ngettext(
        "{count} task is missing: {have} of {need} are on record.",
        "{count} tasks are missing: {have} of {need} are on record.",
        count,
    )


def assessors(count: int) -> str:
    """Assessors who have not assessed her yet."""
    return ngettext(
        "{count} assessor is missing: {have} of {need} have assessed you.",
        "{count} assessors are missing: {have} of {need} have assessed you.",
        count,
    )


def industry(count: int) -> str:
    """Assessors from industry."""
    return ngettext(
        "{count} assessor from industry is missing: {have} of {need} have assessed you.",
        "{count} assessors from industry are missing: {have} of {need} have assessed you.",
        count,
    )


CLAUSES: dict[str, Callable[[int], str]] = {
    "sessions": sessions,
    "items": items,
    "tasks": tasks,
    "assessors": assessors,
    "industry": industry,
    "agreed": lambda _count: _("{need} assessors must find you competent. {have} have."),
    "floor": lambda _count: _("“{title}” asks for {need} points. You have {have}."),
    "points": lambda _count: _("The course asks for {need} points of 100. You have {have}."),
    "quality": lambda _count: _("Your tasks need a quality of {need} percent. You have {have} percent."),
}
