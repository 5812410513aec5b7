"""The spoken words of a public guide."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from courses.authoring.models import GuidePage
from courses.authoring.public import open_to_all
from lms.foundation.api import serve_stored


def guide_file(request: HttpRequest, key: UUID, language: str, name: str) -> HttpResponseBase:
    """One file of a guide's recording: public for as long as the guide is published, unknown otherwise."""
    pages = GuidePage.objects.live().filter(key=key, locale__language_code=language).select_related("recording")
    files = [stored for guide in open_to_all(pages) for stored in guide.spoken_files()]
    stored = next((each for each in files if each.name == name), None)
    if stored is None:
        raise Http404
    return serve_stored(request, stored)
