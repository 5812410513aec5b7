"""A lesson: its lecture in the ways it can be played, its words, and the button that finishes it."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from courses.authoring.api import LICENCES, fragment, pictures_on_tap
from courses.running.kinds import ActivityContext
from courses.running.offers import asked, offer_of, ways_of
from courses.running.querysets import watched_seconds
from courses.running.views.closed import course_title
from courses.running.views.form import refused
from courses.running.views.own import own_enrolment, personal_page
from courses.running.watching.asked import percent_of, seconds_left
from courses.running.watching.words import left_to_watch
from media_pipeline.api import player

# Seen from the page of an activity, whose own address names both keys already.
COURSE, FINISH = "../", "finish/"


def lesson(request: HttpRequest, context: ActivityContext) -> HttpResponse:
    """Show a lesson, or its player when ``?play=`` names a rung."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if "play" in request.GET:
        return play(request, context, request.GET["play"])
    page = page_context(context) | {
        "lecture": offer_of(asked(context)),
        "place": context.place,
        "words": words_of(context),
        "untranslated": context.language not in context.activity.fragments,
        "credits": credits_of(context),
        "done": context.done,
        "to_watch": to_watch(context),
        "finish_url": FINISH,
        "event": uuid4(),
    }
    return render(request, "hunar_running/lesson.html", page)


def to_watch(context: ActivityContext) -> str:
    """Return how much of the lecture is still to be watched; a query only where the programme asks for watching."""
    policy = context.enrolment.cohort.programme.rules
    if context.done or percent_of(policy, context.activity) is None:
        return ""
    left = seconds_left(policy, context.activity, watched_seconds(context.person, context.activity.key))
    return left_to_watch(left) if left else ""


def words_of(context: ActivityContext) -> SafeString:
    """Return the lesson's words; for a data-saver each picture waits for a tap."""
    words = fragment(context.edition, context.activity.key, context.language)
    if not context.person.data_saver:
        return words
    return pictures_on_tap(words, context.activity.files_in(context.language))


def credits_of(context: ActivityContext) -> str:
    """Return whom to name for this lesson and under which licence it stands; its own, else the course's."""
    own, course = context.activity, context.manifest
    licence = own.licence or course.licence
    return " · ".join(part for part in (own.attribution or course.attribution, LICENCES.get(licence, "")) if part)


def play(request: HttpRequest, context: ActivityContext, rung: str) -> HttpResponse:
    """Show the player of one rung; 404 for a rung this lecture does not have."""
    entry = context.activity.lecture(context.language)
    ways = ways_of(asked(context))
    chosen = next((way for way in ways if way.rung == rung), None)
    if entry is None or chosen is None:
        raise Http404
    part = player(
        entry,
        rung,
        base="files/",
        start_seconds=context.place or 0,
        from_slide=request.GET.get("slide", ""),
        place_url=reverse("hunar_foundation:inbox"),
        enrolment=str(context.enrolment.uuid),
        activity=str(context.activity.key),
    )
    page = page_context(context) | {"chosen": chosen, "others": [way for way in ways if way != chosen], "player": part}
    return render(request, "hunar_running/player.html", page)


def page_context(context: ActivityContext) -> dict[str, Any]:
    """Return what every page of an activity shows: where she is."""
    modules = list(context.manifest.modules)
    return {
        "enrolment": context.enrolment,
        "here": "course",
        "course_url": COURSE,
        "course_title": course_title(context.enrolment),
        "activity": context.activity,
        "title": context.activity.title(context.language),
        "module_number": modules.index(context.module) + 1,
        "number": context.module.activities.index(context.activity) + 1,
    }


@personal_page
@require_POST
def finish(request: HttpRequest, enrolment: UUID, key: UUID) -> HttpResponse:
    """Hear “I have finished this lesson” from the form, through the same inbox as from a script."""
    found = own_enrolment(request, enrolment)
    return refused(request, found, key, "lesson.finish") or redirect("hunar_running:course", found.uuid)
