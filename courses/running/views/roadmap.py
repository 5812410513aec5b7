"""What comes after a course: the ways on, and the one she chooses."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from courses.authoring.api import way_name
from courses.running.kinds import ActivityContext
from courses.running.querysets import next_steps
from courses.running.views.form import refused
from courses.running.views.lesson import page_context, words_of
from courses.running.views.own import own_enrolment, personal_page


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
    answer = refused(request, found, key, "roadmap.choose", way=request.POST.get("way", ""))
    return answer or redirect("hunar_running:activity", found.uuid, key)
