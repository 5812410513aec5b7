"""tus 1.0 over HTTP: headers in, headers out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from media_pipeline.models import Upload
from media_pipeline.permissions import account_may
from media_pipeline.uploads import protocol
from media_pipeline.uploads.actions.append import append
from media_pipeline.uploads.actions.begin import begin
from media_pipeline.uploads.actions.discard import discard
from media_pipeline.uploads.actions.finish import finish
from media_pipeline.uploads.answers import sentence, stand, tus
from media_pipeline.uploads.errors import UploadRefused
from media_pipeline.uploads.wish import read_wish


@tus("POST")
def uploads(request: HttpRequest) -> HttpResponse:
    """POST begins one, with its first bytes if they come along."""
    if not (account_may(request.user, "add_recording") or account_may(request.user, "change_recording")):
        raise UploadRefused("unknown", _("There is nothing here for this account."))
    if "Upload-Defer-Length" in request.headers:
        raise protocol.BadHeader("Upload-Length must be known from the start.")
    said = request.headers.get("Upload-Metadata", "")
    found, new = begin(
        request.user,
        length=protocol.read_number("Upload-Length", request.headers.get("Upload-Length")),
        wish=read_wish(protocol.read_metadata(said)),
        metadata=said,
    )
    response = HttpResponse(status=201 if new else 200)
    if new and request.content_type == protocol.BODY_TYPE:
        _take(request, found, 0, response)
    else:
        stand(response, found)
    response["Location"] = request.build_absolute_uri(reverse("hunar_media:upload", args=(found.uuid,)))
    return response


@tus("HEAD", "PATCH", "DELETE")
def upload(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """HEAD: where it stands. PATCH: more of it. DELETE: forget it. Somebody else's is as unknown as none."""
    found = Upload.objects.filter(uuid=uuid, owner_id=request.user.pk).first()
    if found is None:
        raise UploadRefused("unknown", _("There is no such upload, or it has expired. Upload the file once more."))
    if request.method == "DELETE":
        discard(found)
        return HttpResponse(status=204)
    response = HttpResponse(status=204 if request.method == "PATCH" else 200)
    if request.method == "PATCH":
        if request.content_type != protocol.BODY_TYPE:
            return sentence(415, f"Content-Type must be {protocol.BODY_TYPE}.")
        offset = protocol.read_number("Upload-Offset", request.headers.get("Upload-Offset"))
        return _take(request, found, offset, response)
    return _finished(found, response) if found.offset == found.length else stand(response, found)


def _take(request: HttpRequest, found: Upload, offset: int, response: HttpResponse) -> HttpResponse:
    if "Transfer-Encoding" in request.headers:
        return sentence(411, "Content-Length must be known.")
    length = protocol.read_number("Content-Length", request.headers.get("Content-Length") or "0")
    checksum = protocol.read_checksum(request.headers.get("Upload-Checksum"))
    # A request whose answer was lost is sent again with nothing to add: it gets the same answer.
    if length or offset != found.length:
        append(found, offset, request.read, length, checksum=checksum)
        found.refresh_from_db()
    return _finished(found, response) if found.offset == found.length else stand(response, found)


def _finished(found: Upload, response: HttpResponse) -> HttpResponse:
    recording = finish(found)
    stand(response, found)
    if recording is not None:
        response["Content-Location"] = reverse("hunar_media_recordings:inspect", args=(recording.pk,))
    return response
