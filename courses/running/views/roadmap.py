"""What comes after a course: the ways on, and the one she chooses."""

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from courses.authoring.api import way_name
from courses.running.access.door import door
from courses.running.kinds import ActivityContext
from courses.running.querysets import next_steps
from courses.running.views.closed import closed_page, course_title
from courses.running.views.lesson import page_context, words_of
from courses.running.views.own import own_enrolment, personal_page
from lms.foundation.api import receive
from lms.people.api import person_uuid_of_request


def roadmap(request: HttpRequest, context: ActivityContext) -> HttpResponse:
    """Show the ways on; the one she chose is ticked."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    chosen = next_steps().filter(enrolment=context.enrolment, activity_key=context.activity.key).last()
    language = context.activity.language_for(context.language)
    page = page_context(context) | {
        "words": words_of(context),
        "ways": [(way, way_name(way, language)) for way in context.activity.extra.get("ways", ())],
        "chosen": chosen.way if chosen else "",
        "event": uuid4(),
    }
    return render(request, "hunar_running/roadmap.html", page)


@personal_page
@require_POST
def choose(request: HttpRequest, enrolment: UUID, key: UUID) -> HttpResponse:
    """Hear which way she chose from the form, through the same inbox as from a script."""
    found = own_enrolment(request, enrolment)
    person = person_uuid_of_request(request)
    event = {
        "uuid": request.POST.get("event", ""),
        "verb": "roadmap.choose",
        "sequence": 0,
        "payload": {"enrolment": str(enrolment), "activity": str(key), "way": request.POST.get("way", "")},
    }
    verdict = receive([event], person=person, device="form")[0] if person else None
    if verdict is not None and verdict.status in {"stored", "duplicate"}:
        return redirect("hunar_running:activity", found.uuid, key)
    decision = door(found, key)
    if decision.reason == "not_in_course":
        raise Http404
    if not decision.open:
        return closed_page(request, found, decision)
    context = {"enrolment": found, "here": "course", "course_title": course_title(found), "key": key}
    said = {"message": verdict.message if verdict else ""}
    return render(request, "hunar_running/not_saved.html", context | said, status=409)
