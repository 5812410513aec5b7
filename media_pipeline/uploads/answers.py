"""What every answer of the tus server has in common: version, who may come in, refusals as sentences."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.http import http_date
from django.utils.translation import gettext as _

from media_pipeline.conf import options
from media_pipeline.models import Upload
from media_pipeline.uploads import protocol
from media_pipeline.uploads.acceptance import no_space
from media_pipeline.uploads.errors import Moved, StagingFull, StagingLost, StagingSilent, UploadRefused

STATUS = {
    "empty": 400,
    "too-long": 400,
    "not-allowed": 403,
    "unknown": 404,
    "gone": 410,
    "damaged": 410,
    "too-large": 413,
    "too-much": 413,
    "wrong-type": 415,
    "mismatch": 460,
    "no-space": 507,
}
SECONDS_BEFORE_NEXT_TRY = 5
View = Callable[..., HttpResponse]


def tus(*methods: str) -> Callable[[View], View]:
    """Speak tus: version, overridden methods, who may come in, and every refusal as a sentence."""

    def wrap(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                # For clients behind something that knows only POST, which CSRF has looked at.
                request.method = request.headers.get("X-HTTP-Method-Override", "POST").upper()
            response = _answer(view, request, methods, *args, **kwargs)
            response["Tus-Resumable"] = protocol.VERSION
            response["Cache-Control"] = "no-store"
            return response

        return answer

    return wrap


def _answer(view: View, request: HttpRequest, methods: tuple[str, ...], *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method == "OPTIONS":
        return _abilities()
    if request.method not in methods:
        return HttpResponseNotAllowed([*methods, "OPTIONS"])
    if request.headers.get("Tus-Resumable") != protocol.VERSION:
        refused = sentence(412, "Tus-Resumable must be 1.0.0.")
        refused["Tus-Version"] = protocol.VERSION
        return refused
    if not request.user.is_authenticated:
        return sentence(403, _("You are signed out. What has arrived is kept. Sign in, then choose the same file."))
    try:
        return view(request, *args, **kwargs)
    except protocol.BadHeader as error:
        return sentence(400, str(error))
    except UploadRefused as refused:
        return sentence(STATUS[refused.reason], refused.message)
    except Moved:
        return sentence(409, _("This upload stands elsewhere by now. Ask where, then go on from there."))
    except StagingFull:
        return sentence(507, no_space())
    except (StagingSilent, StagingLost):
        silent = sentence(503, _("The storage does not answer just now. What has arrived is kept. Try again soon."))
        silent["Retry-After"] = str(SECONDS_BEFORE_NEXT_TRY)
        return silent


def stand(response: HttpResponse, found: Upload) -> HttpResponse:
    """Add where the upload stands."""
    response["Upload-Offset"] = str(found.offset)
    response["Upload-Length"] = str(found.length)
    response["Upload-Expires"] = http_date(found.expires_at.timestamp())
    if said := found.place.get("metadata"):
        response["Upload-Metadata"] = said
    return response


def _abilities() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Tus-Version"] = protocol.VERSION
    response["Tus-Extension"] = protocol.EXTENSIONS
    response["Tus-Checksum-Algorithm"] = ",".join(protocol.ALGORITHMS)
    response["Tus-Max-Size"] = str(options["MAX_UPLOAD_BYTES"])
    return response


def sentence(status: int, text: str) -> HttpResponse:
    """A refusal in words."""
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
