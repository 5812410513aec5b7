"""The inbox's opening for scripts. Form posts call ``receive`` with one event and meet the same handlers."""

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lms.foundation.conf import options
from lms.foundation.inbox.envelope import MOST_EVENTS
from lms.foundation.inbox.receive import TooMany, Verdict, receive


@require_POST
@never_cache
def inbox(request: HttpRequest) -> JsonResponse:
    """Hear the posted events for the person who is signed in; one verdict each."""
    person = import_string(options["PERSON_OF_REQUEST"])(request)
    if person is None:
        return _refusal(401, "signed_out", _("You are signed out. Sign in again; your answers wait on this phone."))
    try:
        body = json.loads(request.body)
        events, device = body["events"], body["device"]
        if not (isinstance(events, list) and isinstance(device, str) and device.isprintable()):
            raise TypeError
        verdicts = receive(events, person=person, device=device)
    except (ValueError, KeyError, TypeError):
        return _refusal(400, "malformed", _("This cannot be saved here."))
    except TooMany:
        return _refusal(413, "too_many", _("Send at most %(count)s at once.") % {"count": MOST_EVENTS})
    return JsonResponse({"verdicts": [_shown(verdict) for verdict in verdicts]})


def _shown(verdict: Verdict) -> dict[str, Any]:
    return {
        "uuid": verdict.uuid,
        "status": verdict.status,
        "reply": verdict.reply,
        "reason": verdict.reason,
        "message": verdict.message,
        "saved_at": verdict.saved_at and verdict.saved_at.isoformat(),
    }


def _refusal(status: int, reason: str, message: str) -> JsonResponse:
    return JsonResponse({"reason": reason, "message": message}, status=status)
