"""Places in lab slots and make-up classes: see them, book one, give it back, whatever the door says."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.running.access.words import hours_words, when_words
from courses.running.actions.bookings import book, cancel_booking
from courses.running.attendance.slots import OpenSlot, open_slots, slots_for
from courses.running.errors import Refusal
from courses.running.models import Enrolment
from courses.running.views.closed import course_title
from courses.running.views.own import own_enrolment, personal_page


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """Show the slots she may book; a form books one or gives it back."""
    found = own_enrolment(request, enrolment)
    if request.method != "POST":
        return shown(request, found)
    now = timezone.now()
    session = get_object_or_404(slots_for(found, now), uuid=key_of(request.POST.get("slot", "")))
    try:
        if "give_back" in request.POST:
            cancel_booking(session, found.person, at=now)
        else:
            book(session, found, at=now)
    except Refusal as refusal:
        return shown(request, found, problem=str(refusal))
    return redirect("hunar_running:places", found.uuid)


def key_of(text: str) -> UUID | None:
    """Return the key in a form; None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def shown(request: HttpRequest, found: Enrolment, problem: str = "") -> HttpResponse:
    """Return the page; one that says no is marked as a conflict."""
    zone = ZoneInfo(found.cohort.time_zone)
    context = {
        "enrolment": found,
        "here": "course",
        "course_title": course_title(found),
        "problem": problem,
        "slots": [line_of(each, zone) for each in open_slots(found, timezone.now())],
    }
    return render(request, "hunar_running/places.html", context, status=409 if problem else 200)


def line_of(slot: OpenSlot, zone: ZoneInfo) -> dict[str, object]:
    """Return one slot with its words."""
    return {
        "slot": slot,
        "when": when_words(slot.session.starts_at, zone),
        "long": hours_words(slot.session.planned_minutes),
    }
