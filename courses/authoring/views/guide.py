"""The spoken words of a public guide."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from courses.authoring.models import GuidePage
from lms.foundation.api import serve_stored


def guide_file(request: HttpRequest, key: UUID, language: str, name: str) -> HttpResponseBase:
    """One file of a guide's recording: public for as long as the guide is published, unknown otherwise."""
    guides = GuidePage.objects.live().public().select_related("recording")
    guide = get_object_or_404(guides, key=key, locale__language_code=language)
    stored = next((each for each in guide.spoken_files() if each.name == name), None)
    if stored is None:
        raise Http404
    return serve_stored(request, stored)
