"""The inbox's opening for scripts. Form posts call ``receive`` with one event and meet the same handlers."""

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lms.foundation.asking import person_asking
from lms.foundation.inbox.envelope import MOST_CALL_BYTES, MOST_EVENTS
from lms.foundation.inbox.floods import seconds_until_calm
from lms.foundation.inbox.receive import TooMany, Verdict, receive


@require_POST
@never_cache
def inbox(request: HttpRequest) -> JsonResponse:
    """Hear the posted events for the person who is signed in; one verdict each.

    A call names the person its events belong to; another one than who is signed in is refused as a whole.
    """
    person = person_asking(request)
    if person is None:
        return _refusal(401, "signed_out", _("You are signed out. Sign in again; your answers wait on this phone."))
    wait = seconds_until_calm(person)
    if wait:
        return _refusal(429, "too_often", _("Too much at once. Nothing is lost; it is sent in a minute."), wait=wait)
    if len(request.body) > MOST_CALL_BYTES:
        return _refusal(413, "too_much", _("This is too much at once."))
    try:
        events, device, owner = opened(request.body)
    except (ValueError, KeyError, TypeError, RecursionError):
        return _refusal(400, "malformed", _("This cannot be saved here."))
    if owner not in (None, str(person)):
        return _refusal(409, "other_person", _("This belongs to somebody else. Nothing was saved."))
    try:
        verdicts = receive(events, person=person, device=device)
    except TooMany:
        return _refusal(413, "too_many", _("Send at most %(count)s at once.") % {"count": MOST_EVENTS})
    return JsonResponse({"verdicts": [_shown(verdict) for verdict in verdicts]})


@require_GET
@never_cache
def token(request: HttpRequest) -> JsonResponse:
    """Who is signed in, and the token that a post needs: for a worker without a page, a page older than its session."""
    person = person_asking(request)
    if person is None:
        return _refusal(401, "signed_out", _("You are signed out. Sign in again; your answers wait on this phone."))
    return JsonResponse({"person": str(person), "csrf": get_token(request)})


def opened(body: bytes) -> tuple[list[Any], str, str | None]:
    """Events, device and owner of a call; ``ValueError``, ``KeyError`` or ``TypeError`` when it is none."""
    call = json.loads(body)
    events, device, owner = call["events"], call["device"], call.get("person")
    if not (isinstance(events, list) and isinstance(device, str) and device.isprintable()):
        raise TypeError
    return events, device, owner if owner is None else str(owner)


def _shown(verdict: Verdict) -> dict[str, Any]:
    return {
        "uuid": verdict.uuid,
        "status": verdict.status,
        "reply": verdict.reply,
        "reason": verdict.reason,
        "message": verdict.message,
        "saved_at": verdict.saved_at and verdict.saved_at.isoformat(),
    }


def _refusal(status: int, reason: str, message: str, *, wait: int = 0) -> JsonResponse:
    headers = {"Retry-After": str(wait)} if wait else None
    return JsonResponse({"reason": reason, "message": message}, status=status, headers=headers)
