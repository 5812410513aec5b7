"""How a cohort did in a quiz: who, how many tries, best mark."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.models import Attempt
from assessments.permissions import courses_for, may
from courses.authoring.api import load_manifest
from courses.running.api import closed_to, looks_into, note_refused
from courses.running.models import Cohort, Enrolment
from lms.foundation.api import fold
from lms.people.api import person_of


@dataclass(frozen=True)
class Row:
    """One trainee's line."""

    name: str
    tries: int
    best: Attempt | None
    is_open: bool


def index(request: HttpRequest) -> HttpResponse:
    """Every quiz of every cohort she may see, the latest start first."""
    person = person_of(request)
    allowed = courses_for(person, "see_results")
    cohorts = Cohort.objects.filter(course_key__in=allowed, edition__isnull=False).select_related("edition__manifest")
    cohorts = cohorts.exclude(pk__in=closed_to(person).values("pk"))
    found = [
        {"cohort": cohort, "course": allowed[cohort.course_key], "quiz": activity}
        for cohort in cohorts
        if cohort.edition
        for activity in load_manifest(cohort.edition).activities
        if activity.kind == "quiz"
    ]
    return _page(request, "index", "Quiz results", {"found": found})


def cohort(request: HttpRequest, cohort: UUID, activity: UUID) -> HttpResponse:
    """One quiz in one cohort."""
    person = person_of(request)
    rows_of = Cohort.objects.select_related("edition__manifest", "programme", "centre")
    found = rows_of.filter(uuid=cohort, edition__isnull=False).first()
    if found is None or found.edition is None or not may(person, "see_results", found.course_key):
        raise Http404
    if person is not None and not looks_into(person, found):
        note_refused(found, person)
        raise Http404
    quiz = load_manifest(found.edition).activity(activity)
    if quiz is None or quiz.kind != "quiz":
        raise Http404
    title = f"{quiz.title('en')}: {found.name}"
    return _page(request, "cohort", title, {"cohort": found, "rows": rows(found, activity)})


def rows(cohort: Cohort, activity: UUID) -> list[Row]:
    """One line for each trainee of the cohort, by folded name; two queries."""
    tries: dict[int, list[Attempt]] = defaultdict(list)
    enrolments = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.ACTIVE).select_related("person")
    for attempt in Attempt.objects.filter(activity_key=activity, person__enrolments__cohort=cohort):
        tries[attempt.person_id].append(attempt)
    found = [row(enrolment.person.display_name, tries[enrolment.person_id]) for enrolment in enrolments]
    return sorted(found, key=lambda row: fold(row.name))


def row(name: str, tries: list[Attempt]) -> Row:
    """The line of one trainee: her best share counts, the earlier of equals."""
    finished = [attempt for attempt in tries if attempt.state == Attempt.State.FINISHED]
    best = max(finished, key=lambda attempt: (share(attempt), -attempt.number), default=None)
    return Row(name, len(tries), best, len(finished) < len(tries))


def share(attempt: Attempt) -> Decimal:
    """What a finished attempt earned of what there was to earn, 0 to 1."""
    return (attempt.score or Decimal(0)) / (attempt.max_score or Decimal(1))


def _page(request: HttpRequest, name: str, title: str, values: dict[str, Any]) -> HttpResponse:
    furniture = {
        "breadcrumbs_items": [{"url": "", "label": title}],
        "header_title": title,
        "page_title": title,
        "header_icon": "clipboard-list",
    }
    return render(request, f"hunar_assessments/staff/results_{name}.html", furniture | values)
