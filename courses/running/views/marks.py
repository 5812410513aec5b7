"""Her own marks and attendance: readable for as long as she has an account, whatever the door says."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from courses.running.access.words import day_words, hours_words, missing_words, until_words
from courses.running.attendance.words import hours_owed
from courses.running.models import ActivityRecord, ClassSession, Enrolment
from courses.running.passing.asked import minutes_asked
from courses.running.querysets import standing_roll
from courses.running.standing import Standing, standing
from courses.running.views.closed import course_title
from courses.running.views.own import own_enrolment, personal_page


@dataclass(frozen=True)
class Mark:
    """One activity with what is on record about it."""

    title: str
    done: bool
    record: ActivityRecord | None


@dataclass(frozen=True)
class Attended:
    """One class session and her minutes in it."""

    title: str
    day: str
    minutes: SafeString
    planned: SafeString


@personal_page
@require_safe
def marks(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """Show marks and attendance of her own enrolment, also after her window."""
    found = own_enrolment(request, enrolment)
    stands = standing(found)
    policy = found.cohort.programme.rules
    context = {
        "enrolment": found,
        "here": "course",
        "course_title": course_title(found),
        "open": stands.decision.open,
        "until": until_words(stands.decision, stands.facts),
        "passed": stands.passed,
        "missing": [missing_words(item, stands.manifest) for item in stands.result.missing],
        "marks": marks_of(stands),
        "classes": classes_of(found),
        "owed": hours_owed(found, stands.minutes, timezone.now()),
        "minutes": hours_words(stands.minutes),
        "planned": hours_words(policy.planned_minutes),
        "required": hours_words(minutes_asked(policy)) if minutes_asked(policy) else "",
        "sewn": min(stands.minutes, policy.planned_minutes) / 60,
        "planned_hours": policy.planned_minutes / 60,
    }
    return render(request, "hunar_running/marks.html", context)


def marks_of(stands: Standing) -> list[Mark]:
    """Return every activity with its record, in the order of the course."""
    language = get_language() or "en"
    return [
        Mark(activity.title(language), stands.is_done(activity.key), stands.records.get(str(activity.key)))
        for activity in stands.activities
    ]


def classes_of(enrolment: Enrolment) -> list[Attended]:
    """Return the class sessions of her cohort in which her roll was taken, and her events, earliest first."""
    zone = ZoneInfo(enrolment.cohort.time_zone)
    hers = Q(session__kind=ClassSession.Kind.EVENT) | Q(
        session__in=ClassSession.objects.filter(cohorts=enrolment.cohort).values("pk")
    )
    entries = standing_roll().filter(hers, person=enrolment.person)
    return [
        Attended(
            entry.session.title,
            day_words(entry.session.starts_at, zone),
            hours_words(entry.minutes),
            hours_words(entry.session.planned_minutes),
        )
        for entry in entries.select_related("session").order_by("session__starts_at", "pk")
    ]
