"""The part of the recording's form that uploads: what is unfinished, and the words its script speaks."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from media_pipeline.models import Upload
from media_pipeline.uploads.actions.discard import discard
from media_pipeline.uploads.errors import UploadRefused
from media_pipeline.uploads.querysets import unfinished


class UploadPart:
    """Adds the part to a page with the form."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """``uploads``: where to send, what is not finished, what to say."""
        part = {
            "url": reverse("hunar_media:uploads"),
            "unfinished": unfinished(self.request.user),
            "words": words(),
        }
        return super().get_context_data(**kwargs) | {"uploads": part}  # type: ignore[misc]


@require_POST
def discard_upload(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Forget one of the reader's own; somebody else's is unknown."""
    found = Upload.objects.filter(uuid=uuid, owner_id=request.user.pk).first()
    if found is None:
        raise Http404
    try:
        discard(found)
    except UploadRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The unfinished upload of “%(name)s” is gone.") % {"name": found.file_name})
    return redirect("hunar_media_recordings:add")


def words() -> dict[str, str]:
    """Every sentence of the script. ``{}`` marks are filled in by it."""
    return {
        "chosen": _("{name}, {all} MB. It is sent when you press the button below."),
        "reading": _("Looking at {name} before it is sent."),
        "unreadable": _("The file cannot be read any more. Choose it again; what has arrived is kept."),
        "found": _("{here} MB were here already. Nothing is sent twice."),
        "sending": _("Sending {name}."),
        "figures": _("{here} MB of {all} MB, {percent} %."),
        "speed": _("{speed} MB a second, {left}."),
        "seconds": _("less than a minute left"),
        "minutes": _("about {number} minutes left"),
        "hours": _("about {number} hours left"),
        "checking": _("All of it is here. It is being checked."),
        "paused": _("Paused. What has arrived is kept; you may also close this page and choose the same file later."),
        "waiting": _("No link just now. What has arrived is kept. Trying again in {number} s."),
        "signedout": _("You are signed out. What has arrived is kept. Sign in again, then choose the same file here."),
        "gone": _("The server does not have this upload any more. Press the button below to send the file once more."),
        "pause": _("Pause"),
        "resume": _("Resume"),
        "discard": _("Discard this upload"),
        "discarded": _("The upload is gone. Nothing of it was kept."),
    }
