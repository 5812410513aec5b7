"""Bytes and previews for staff. Trainees get theirs from the course's own addresses, behind its door."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from lms.foundation.api import serve_stored
from media_pipeline.choices import title
from media_pipeline.models import Recording
from media_pipeline.permissions import account_may
from media_pipeline.player import player
from media_pipeline.querysets import find_file, preview_entry


@require_safe
def file(request: HttpRequest, uuid: UUID, sha256: str, suffix: str) -> HttpResponseBase:
    """One file of a rendition; unknown and forbidden are both 404."""
    stored = find_file(_seen(request, uuid), sha256, suffix)
    if stored is None:
        raise Http404
    return serve_stored(request, stored)


@require_safe
@xframe_options_sameorigin
def preview(request: HttpRequest, uuid: UUID, rung: str) -> HttpResponse:
    """One rendition as a trainee's phone shows it."""
    entry = preview_entry(_seen(request, uuid))
    try:
        fragment = player(entry, rung)
    except LookupError as error:
        raise Http404 from error
    return render(request, "hunar_media/staff/preview.html", {"player": fragment, "title": title(entry, rung)})


def _seen(request: HttpRequest, uuid: UUID) -> Recording:
    recording = Recording.objects.filter(uuid=uuid).first()
    if recording is None or not account_may(request.user, "see_recording", recording):
        raise Http404
    return recording
