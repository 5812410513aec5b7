"""A webinar: its time, the link near that time, the code of the day, and afterwards its recording."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.authoring.api import load_manifest
from courses.running.access.door import door
from courses.running.access.words import when_words
from courses.running.actions.webinars import attend_by_code, meeting_of
from courses.running.kinds import ActivityContext
from courses.running.models import WebinarMeeting
from courses.running.offers import asked, offer_of
from courses.running.querysets import meetings_of
from courses.running.views.closed import closed_page, course_title
from courses.running.views.lesson import page_context, play, to_watch, words_of
from courses.running.views.own import own_enrolment, personal_page
from courses.running.watching.asked import percent_of
from lms.foundation.api import allow

TRIES, PER_SECONDS = 10, 3600
# Seen from the page of an activity, whose own address names both keys already.
ATTEND = "attend/"


@dataclass(frozen=True)
class MeetingShown:
    """A meeting as she sees it now; link and number are empty unless it is time."""

    when: SafeString
    minutes: int
    phase: str
    link: str
    dial_in: str
    takes_code: bool


def webinar(request: HttpRequest, context: ActivityContext) -> HttpResponse:
    """Show a webinar, or the player of its recording when ``?play=`` names a rung."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if "play" in request.GET:
        return play(request, context, request.GET["play"])
    row = meetings_of(context.enrolment.cohort).filter(activity_key=context.activity.key).first()
    page = page_context(context) | {
        "meeting": shown(row, timezone.now()) if row else None,
        "words": words_of(context),
        "lecture": offer_of(asked(context)),
        "percent": percent_of(context.enrolment.cohort.programme.rules, context.activity),
        "to_watch": to_watch(context),
        "place": context.place,
        "done": context.done,
        "attend_url": ATTEND,
    }
    return render(request, "hunar_running/webinar.html", page)


def shown(row: WebinarMeeting, at: datetime) -> MeetingShown:
    """Return what a meeting shows at ``at``: nobody reads the link early, nor keeps it for later."""
    meeting = meeting_of(row)
    is_time = meeting.phase(at) == "open"
    return MeetingShown(
        when=when_words(meeting.starts_at, ZoneInfo(row.cohort.time_zone)),
        minutes=meeting.minutes,
        phase=meeting.phase(at),
        link=row.link if is_time else "",
        dial_in=row.dial_in if is_time else "",
        takes_code=bool(row.code) and meeting.takes_code(at),
    )


@personal_page
@require_POST
def attend(request: HttpRequest, enrolment: UUID, key: UUID) -> HttpResponse:
    """Hear the code of the day. No event of the inbox: a refused one leaves no trace, and tries must be counted."""
    found = own_enrolment(request, enrolment)
    decision, edition = door(found, key), found.cohort.edition
    if decision.reason == "not_in_course":
        raise Http404
    if not decision.open or edition is None:
        return closed_page(request, found, decision)
    row = meetings_of(found.cohort).filter(activity_key=key).first()
    if row is None or load_manifest(edition).activity(key) is None:
        raise Http404
    if not allow(f"webinar:{found.person.uuid}", limit=TRIES, seconds=PER_SECONDS):
        message = _("Too many tries. Wait an hour, or ask your trainer to write you on the list.")
    elif attend_by_code(found, row, request.POST.get("code", ""), at=timezone.now()):
        return redirect("hunar_running:activity", found.uuid, key)
    else:
        message = _("This is not the code of today. Look at it again, or ask your trainer.")
    page = {
        "enrolment": found,
        "here": "course",
        "course_title": course_title(found),
        "key": key,
        "message": message,
        "goes_on": True,
    }
    return render(request, "hunar_running/not_saved.html", page, status=409)
