"""The roll of one class on a trainer's phone: light, one tap a person, also where there is no link."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.running.access.words import clock_words, day_words
from courses.running.actions.refusals import note_refused
from courses.running.models import ClassSession, Cohort
from courses.running.permissions import may
from courses.running.roll_marks import mark_of, read_marks, steps
from courses.running.staff.lists import RollLine, roll_lines
from courses.running.views.own import personal_page
from lms.foundation.api import Verdict, keep_offline, receive
from lms.people.api import person_of
from lms.people.models import Person

FILES = ("hunar_running/roll.css", "hunar_running/roll.js")
# How long after the class a phone may still show its roll without asking.
KEPT = timedelta(hours=24)


@dataclass(frozen=True)
class Row:
    """One name with the mark that stands, the latenesses to choose from, and what tells her from a namesake."""

    line: RollLine
    mark: str
    late: int
    steps: list[int]
    namesake: bool


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: HttpRequest, session: UUID) -> HttpResponse:
    """Show the roll or take it from the form; unknown where she may not take it."""
    found = get_object_or_404(ClassSession, uuid=session)
    person = person_of(request)
    if person is None:
        raise Http404
    batches = hers(person, found)
    if not batches:
        refused(person, found)
        raise Http404
    lines = roll_lines(batches, found)
    verdict = take(request, found, lines, person) if request.method == "POST" else None
    if verdict and verdict.status in {"stored", "duplicate"}:
        return redirect(request.path)
    let_keep(request, found, person)
    page = context(found, lines, batches[0]) | {"problem": verdict.message if verdict else "", "address": request.path}
    return render(request, "hunar_running/roll.html", page, status=409 if verdict else 200)


def refused(person: Person, session: ClassSession) -> None:
    """Leave a line where the names were those of a batch for women."""
    for cohort in session.cohorts.select_related("programme", "centre"):
        note_refused(cohort, person)


def hers(person: Person, session: ClassSession) -> list[Cohort]:
    """The batches of a class whose roll she may take."""
    every = session.cohorts.select_related("programme")
    return [cohort for cohort in every if may(person, "take_roll", cohort)]


def take(request: HttpRequest, session: ClassSession, lines: list[RollLine], person: Person) -> Verdict:
    """Put what the form says through the inbox, as the page's script does."""
    people = [str(line.key) for line in lines]
    try:
        marks = read_marks(request.POST, people, session.planned_minutes)
    except ValueError:
        marks = {}
    event = {
        "uuid": request.POST.get("event", ""),
        "verb": "roll.mark",
        "sequence": 0,
        "payload": {"session": str(session.uuid), "marks": marks},
    }
    return receive([event], person=person.uuid, device="form")[0]


def let_keep(request: HttpRequest, session: ClassSession, person: Person) -> None:
    """Let the phone of this trainer keep the page until a day after the class."""
    here = reverse("hunar_running:take_roll", args=[session.uuid])
    until = max(timezone.now(), ends_at(session)) + KEPT
    prefix = here.removesuffix(f"{session.uuid}/")
    keep_offline(request, prefix=prefix, person=person.uuid, until=until, files=FILES)


def ends_at(session: ClassSession) -> datetime:
    """When the class ends as planned."""
    return session.starts_at + timedelta(minutes=session.planned_minutes)


def context(session: ClassSession, lines: list[RollLine], batch: Cohort) -> dict[str, object]:
    """All that the page shows, in the time of a batch of hers."""
    zone = ZoneInfo(batch.time_zone)
    names = [line.name.casefold() for line in lines]
    rows = []
    for line in lines:
        mark, late = mark_of(line.minutes, session.planned_minutes)
        namesake = names.count(line.name.casefold()) > 1
        rows.append(Row(line, mark, late or 15, steps(session.planned_minutes, late), namesake))
    return {
        "session": session,
        "day": day_words(session.starts_at, zone),
        "begins": clock_words(session.starts_at.astimezone(zone)),
        "ends": clock_words(ends_at(session).astimezone(zone)),
        "rows": rows,
        "saved": sum(row.line.minutes is not None for row in rows),
        "begun": session.starts_at <= timezone.now(),
        "batch": batch,
        "event": uuid4(),
    }
