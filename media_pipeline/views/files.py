"""Bytes and previews outside any course. Trainees get theirs from the course's own addresses, behind its door."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from lms.foundation.api import serve_stored
from lms.foundation.context_processors import hunar
from media_pipeline.choices import title
from media_pipeline.models import Recording
from media_pipeline.permissions import account_may, may_play
from media_pipeline.player import player
from media_pipeline.querysets import find_file, preview_entry


@require_safe
def file(request: HttpRequest, uuid: UUID, sha256: str, suffix: str) -> HttpResponseBase:
    """One file of a rendition; unknown and forbidden are both 404."""
    recording = Recording.objects.filter(uuid=uuid).first()
    stored = find_file(recording, sha256, suffix) if recording and may_play(request, recording) else None
    if stored is None:
        raise Http404
    return serve_stored(request, stored)


@require_safe
@xframe_options_sameorigin
def preview(request: HttpRequest, uuid: UUID, rung: str) -> HttpResponse:
    """One rendition as a trainee's phone shows it, for staff."""
    recording = Recording.objects.filter(uuid=uuid).first()
    if recording is None or not account_may(request.user, "see_recording", recording):
        raise Http404
    entry = preview_entry(recording)
    try:
        fragment = player(entry, rung, from_slide=request.GET.get("slide", ""))
    except LookupError as error:
        raise Http404 from error
    page = {"player": fragment, "title": title(entry, rung)}
    return render(request, "hunar_media/staff/preview.html", hunar(request) | page)
