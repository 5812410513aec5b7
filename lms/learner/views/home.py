"""Home: what is next, and how long the door stays open."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from certificates.api import awards_of
from courses.running.api import (
    find_enrolments,
    hours_owed,
    lecture_place,
    notices_for,
    open_applications,
    standings,
)
from courses.running.models import Enrolment
from lms.learner.guide import guide_link
from lms.learner.home import CourseNow, SeatNow, order
from lms.learner.views.entrance import is_staff, landing
from lms.people.api import person_of


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The first page of a trainee; staff who are enrolled nowhere go to their desk."""
    person = person_of(request)
    language, now = get_language() or "en", timezone.now()
    enrolments = find_enrolments(person, now) if person else []
    waiting = open_applications(person, now) if person and has("applications", enrolments) else []
    seats = [SeatNow(row, language) for row in waiting]
    if not enrolments and not seats and is_staff(request.user):
        return redirect(landing(request.user))
    courses = order(CourseNow(standing, language, now) for standing in standings(enrolments, now))
    lead = courses[0] if courses else None
    page = {
        "here": "home",
        "lead": lead,
        "others": courses[1:],
        "seats": seats,
        "notices": notices_for(person, now) if person and has("notices", enrolments) else [],
        "enrolment": lead.enrolment if lead else None,
        "owed": hours_owed(lead.enrolment, lead.standing.minutes, now) if lead else None,
        "place": lecture_place(person, lead.step.key) if person and lead and lead.step and lead.step.lecture else None,
        "certificates": awards_of(person).count() if person and lead and not lead.step else 0,
        "guide_url": guide_link(request, language),
    }
    return render(request, "hunar_learner/home.html", page)


def has(what: str, enrolments: list[Enrolment]) -> bool:
    """Whether asking for her notices or applications may find any: who is enrolled nowhere is always asked for."""
    return not enrolments or bool(getattr(enrolments[0], f"has_{what}"))
