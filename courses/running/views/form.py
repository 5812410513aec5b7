"""What a form says goes through the same inbox as what a script says."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from courses.running.access.door import door
from courses.running.models import Enrolment
from courses.running.views.closed import closed_page, course_title
from lms.foundation.api import receive
from lms.people.api import person_uuid_of_request


def refused(request: HttpRequest, found: Enrolment, key: UUID, verb: str, **more: str) -> HttpResponse | None:
    """Send ``verb`` about an activity of her own enrolment; the page that says why not, None when it is stored."""
    person = person_uuid_of_request(request)
    event = {
        "uuid": request.POST.get("event", ""),
        "verb": verb,
        "sequence": 0,
        "payload": {"enrolment": str(found.uuid), "activity": str(key)} | more,
    }
    verdict = receive([event], person=person, device="form")[0] if person else None
    if verdict is not None and verdict.status in {"stored", "duplicate"}:
        return None
    decision = door(found, key)
    if decision.reason == "not_in_course":
        raise Http404
    if not decision.open:
        return closed_page(request, found, decision)
    context = {
        "enrolment": found,
        "here": "course",
        "course_title": course_title(found),
        "key": key,
        "message": verdict.message if verdict else "",
        "goes_on": verdict is not None and verdict.reason == "watch_more",
    }
    return render(request, "hunar_running/not_saved.html", context, status=409)
