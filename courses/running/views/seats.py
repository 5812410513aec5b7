"""What a trainee reads of her place on a waiting list, and her answer to an offered seat."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.authoring.api import load_manifest
from courses.running.access.words import end_words
from courses.running.errors import Refusal
from courses.running.models import Application, SeatKind
from courses.running.seats.actions.giving import settle_seats
from courses.running.seats.actions.waiting import accept, give_back
from courses.running.seats.rule import ran_out
from courses.running.views.own import personal_page
from lms.people.api import person_of


@personal_page
@require_safe
def seat(request: HttpRequest, application: UUID) -> HttpResponse:
    """Show how she stands; an offer that ran out ends here if nothing has ended it before."""
    found = own_application(request, application)
    if ran_out(found.offered_until, timezone.now()):
        settle_seats(found.cohort)
        found = own_application(request, application)
    return seat_page(request, found)


@personal_page
@require_POST
def accept_seat(request: HttpRequest, application: UUID) -> HttpResponse:
    """Take the seat and go to the course; when it is not kept any more, say so."""
    found = own_application(request, application)
    try:
        enrolment = accept(found, by=found.person)
    except Refusal:
        refused = _("You cannot take this seat now. It is kept for you until its last day: ask your centre why.")
        return seat_page(request, own_application(request, application), problem=refused, status=409)
    return redirect("hunar_running:course", enrolment.uuid)


@personal_page
@require_POST
def give_seat_back(request: HttpRequest, application: UUID) -> HttpResponse:
    """Give the seat, or the place on the list, to others."""
    found = own_application(request, application)
    give_back(found, by=found.person)
    return redirect("hunar_running:seat", found.uuid)


def own_application(request: HttpRequest, application: UUID) -> Application:
    """Return the asker's own application; 404 for everybody else's and for none."""
    person = person_of(request)
    if person is None:
        raise Http404
    rows = Application.objects.select_related("cohort__programme", "cohort__edition", "cohort__centre", "person")
    return get_object_or_404(rows, person=person, uuid=application)


def seat_page(request: HttpRequest, found: Application, *, problem: str = "", status: int = 200) -> HttpResponse:
    """Draw the page of an application as it stands, with what kept her from taking the seat just now."""
    language = get_language() or "en"
    edition, centre = found.cohort.edition, found.cohort.centre
    context = {
        "application": found,
        "course_title": load_manifest(edition).title(language) if edition else found.cohort.title(language),
        "batch": found.cohort.title(language),
        "place": ((centre.name_ur if language == "ur" else "") or centre.name) if centre else "",
        "starts_on": found.cohort.starts_on,
        "until": end_words(found.offered_until, ZoneInfo(found.cohort.time_zone)) if found.offered_until else "",
        "over": over_words(found),
        "problem": problem if found.state == SeatKind.OFFERED else "",
    }
    return render(request, "hunar_running/seat.html", context, status=status)


def over_words(found: Application) -> str:
    """Return what became of a place that is neither waited for nor offered any more; empty while it is."""
    return {
        SeatKind.ENROLLED.value: _("You are in this batch."),
        SeatKind.LAPSED.value: _("This seat was kept for you and its days are over. It has gone to the next person."),
        SeatKind.GIVEN_BACK.value: _("You gave this seat to others. Thank you for saying so."),
        SeatKind.WITHDRAWN.value: _("You are no longer in this batch."),
        SeatKind.NO_SHOW.value: _("You were not at the first class, so your seat was given to somebody else."),
    }.get(found.state, "")
