"""What a trainee reads about hours owed. Texts are safe HTML; one place, like the words of the door."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.running.access.saying import say
from courses.running.access.words import hours_words, when_words
from courses.running.attendance.meetings import classes_of, next_make_up, owing_of
from courses.running.attendance.owing import Owing
from courses.running.models import Enrolment
from courses.running.passing.asked import minutes_asked


@dataclass(frozen=True)
class HoursOwed:
    """Sentences under her hours, whether they are bad news, and whether a place can be booked."""

    sentences: list[SafeString]
    beyond_reach: bool
    bookable: bool


def hours_owed(enrolment: Enrolment, attended: int, now: datetime) -> HoursOwed | None:
    """Return what she reads beside ``attended`` minutes; one query, none where her programme plans no classes."""
    cohort = enrolment.cohort
    if not cohort.programme.rules.planned_minutes:
        return None
    classes = classes_of(cohort)
    found = owing_of(cohort, classes, attended, now)
    sentences = owing_words(found, minutes_asked(cohort.programme.rules))
    make_up = next_make_up(classes, now)
    if make_up is not None and (found.owed or found.beyond_reach):
        when = when_words(make_up.starts_at, ZoneInfo(cohort.time_zone))
        sentences.append(say(_("Next make-up class: {when}."), when=when))
    return HoursOwed(sentences, found.beyond_reach, any(each.bookable(now) for each in classes))


def owing_words(found: Owing, required: int) -> list[SafeString]:
    """Return what she owes, what power cuts took of it, and whether the minimum can still be reached."""
    sentences = []
    if found.owed:
        sentences.append(say(_("You owe {hours} of class so far."), hours=hours_words(found.owed)))
    if found.dark:
        sentences.append(say(_("{hours} of it: the power was cut."), hours=hours_words(found.dark)))
    if found.beyond_reach:
        text = _("With the classes still to come you reach {most}; the course asks for {need}. Talk to your centre.")
        sentences.append(say(text, most=hours_words(found.reachable), need=hours_words(required)))
    elif found.owed and found.short:
        sentences.append(say(_("You can still reach the {need} asked for."), need=hours_words(required)))
    return sentences
