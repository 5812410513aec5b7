"""The outline of a course: its thread of activities, her window, her hours in class."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from courses.authoring.api import Activity, Module
from courses.running.access.outage_words import outage_words
from courses.running.access.waiting import waits_for
from courses.running.access.words import gate_words, hours_words, left_words, until_words
from courses.running.attendance.words import hours_owed
from courses.running.models import ActivityRecord
from courses.running.standing import Standing, gate_of, next_activity, standing
from courses.running.views.closed import closed_page, course_title
from courses.running.views.own import own_enrolment, personal_page
from media_pipeline.api import costs


@dataclass(frozen=True)
class Line:
    """One activity in the outline; ``state`` is done, now or todo, ``least`` the bytes of its cheapest lecture."""

    key: UUID
    kind: str
    title: str
    minutes: int
    state: str
    least: int | None
    record: ActivityRecord | None


@dataclass(frozen=True)
class Part:
    """One module in the outline; ``after`` are the titles of modules it still waits for, ``opens`` says when."""

    title: str
    lines: list[Line]
    after: list[str]
    opens: SafeString


@personal_page
@require_safe
def course(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """Show the outline, or the closed door."""
    found = own_enrolment(request, enrolment)
    stands = standing(found)
    if not stands.decision.open:
        return closed_page(request, found, stands.decision)
    policy = found.cohort.programme.rules
    now = timezone.now()
    context = {
        "enrolment": found,
        "here": "course",
        "course_title": course_title(found),
        "until": until_words(stands.decision, stands.facts),
        "left": left_words(stands.decision, stands.facts, now),
        "outages": outage_words(stands.decision, stands.facts, now),
        "standing": stands,
        "to_go": stands.of - stands.done,
        "roadmap": roadmap_of(stands),
        "parts": parts_of(stands),
        "hours": {
            "have": hours_words(stands.minutes),
            "of": hours_words(policy.planned_minutes),
            "sewn": min(stands.minutes, policy.planned_minutes) / 60,
            "planned": policy.planned_minutes / 60,
        },
        "owed": hours_owed(found, stands.minutes, now),
    }
    return render(request, "hunar_running/course.html", context)


def roadmap_of(stands: Standing) -> Activity | None:
    """Return the page that shows what comes after the course, once she has all that the course asks for."""
    found = (activity for activity in stands.activities if activity.kind == "roadmap")
    return next(found, None) if stands.passed else None


def parts_of(stands: Standing) -> list[Part]:
    """Return the modules with the state of each activity."""
    language = get_language() or "en"
    now = next_activity(stands)
    modules: tuple[Module, ...] = stands.manifest.modules if stands.manifest else ()
    done = {key for key in stands.records if stands.is_done(key)}
    return [
        Part(
            module.title(language),
            [line_of(stands, activity, language, is_next=activity is now) for activity in module.activities],
            [before.title(language) for before in waits_for(stands.manifest, module, done)] if stands.manifest else [],
            opens_words(stands, module),
        )
        for module in modules
    ]


def opens_words(stands: Standing, module: Module) -> SafeString:
    """Return when a module opens that its day or her minutes in class keep shut; empty when nothing does."""
    shut = gate_of(stands, stands.manifest, module) if stands.manifest else None
    return gate_words(shut.opens_at, shut.missing, ZoneInfo(stands.facts.time_zone)) if shut else SafeString("")


def line_of(stands: Standing, activity: Activity, language: str, *, is_next: bool) -> Line:
    """Return one line of the outline."""
    entry = activity.lecture(language)
    state = "done" if stands.is_done(activity.key) else "now" if is_next else "todo"
    record = stands.records.get(str(activity.key))
    least = min(costs(entry), default=None) if entry else None
    return Line(activity.key, activity.kind, activity.title(language), activity.minutes, state, least, record)
