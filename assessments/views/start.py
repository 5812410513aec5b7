"""Beginning an attempt, or going on with the open one."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from assessments.actions.start import start_attempt
from courses.running.api import closed_page, door, enrolment_for
from lms.foundation.api import Refused
from lms.people.api import person_of


@require_POST
def start(request: HttpRequest, enrolment: UUID, activity: UUID) -> HttpResponse:
    """Lead to the first question; to the quiz's page, which says why, when there is no way in."""
    quiz_page = reverse("hunar_running:activity", args=[enrolment, activity])
    if not request.user.is_authenticated:
        return redirect_to_login(quiz_page)
    found = enrolment_for(person_of(request), enrolment)
    if found is None:
        raise Http404
    decision = door(found, activity)
    if decision.reason == "not_in_course":
        raise Http404
    if not decision.open:
        return closed_page(request, found, decision)
    try:
        attempt = start_attempt(found, activity)
    except LookupError:
        raise Http404 from None
    except Refused:
        return redirect(quiz_page)
    return redirect("hunar_assessments:question", attempt.uuid, 1)
