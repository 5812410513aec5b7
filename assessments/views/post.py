"""A form post as an event of the inbox: the same handlers as for the page's script."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from assessments.models import Attempt
from lms.foundation.api import Verdict, receive

FORM = "form"


def event_uuid(request: HttpRequest) -> str:
    """The id the page was given for this post; a fresh one when it came without."""
    try:
        return str(UUID(request.POST.get("event", "")))
    except ValueError:
        return str(uuid4())


def sequence_of(request: HttpRequest, default: int) -> int:
    """The count the page was given; ``default`` when it is no such number."""
    text = request.POST.get("sequence", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else default


def send(attempt: Attempt, verb: str, payload: dict[str, Any], *, uuid: str, sequence: int) -> Verdict:
    """Put one event through the inbox and return its verdict."""
    event = {
        "uuid": uuid,
        "verb": verb,
        "sequence": sequence,
        "at": timezone.now().isoformat(),
        "payload": {"attempt": str(attempt.uuid)} | payload,
    }
    return receive([event], person=attempt.person.uuid, device=FORM)[0]


def refused(request: HttpRequest, attempt: Attempt, verdict: Verdict) -> HttpResponse:
    """Say in words that nothing was saved and why, with the way on."""
    back = {
        "closed": reverse("hunar_running:activity", args=[attempt.enrolment.uuid, attempt.activity_key]),
        "finished": reverse("hunar_assessments:result", args=[attempt.uuid]),
    }
    values = {
        "here": "course",
        "enrolment": attempt.enrolment,
        "verdict": verdict,
        "back": back.get(verdict.reason, reverse("hunar_assessments:check", args=[attempt.uuid])),
    }
    return render(request, "hunar_assessments/refused.html", values, status=409)
