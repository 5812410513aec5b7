"""Protected files: the door is asked for every request, each range too, and only her own edition is searched."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.authoring.api import Manifest, edition_file, load_manifest
from courses.running.access.door import door
from courses.running.keeping import kept_name, may_keep, only_for_keeping
from courses.running.views.own import own_enrolment
from lms.foundation.api import serve_stored


@require_safe
def file(request: HttpRequest, enrolment: UUID, key: UUID, sha256: str, ext: str) -> HttpResponseBase:
    """Serve a file of her edition while the door is open: 403 in one line when it is shut, 404 for anybody else.

    With ``?keep`` it is a download under a name that tells nothing; 403 where her programme keeps no lectures.
    """
    found = own_enrolment(request, enrolment)
    decision = door(found, key)
    if decision.reason == "not_in_course":
        raise Http404
    edition = found.cohort.edition
    if not decision.open or edition is None:
        return _refused(_("This course is closed."))
    stored = edition_file(edition, sha256)
    if stored is None or stored.suffix != ext:
        raise Http404
    manifest = load_manifest(edition)
    keep = "keep" in request.GET
    if not may_keep(found) and (keep or only_for_keeping(manifest, sha256)):
        return _refused(_("Lectures of this course are not kept as files. Play it on the lesson's page."))
    return serve_stored(request, stored, filename=_name(manifest, key, sha256) if keep else None)


def _name(manifest: Manifest, key: UUID, sha256: str) -> str:
    activity = manifest.activity(key)
    name = kept_name(manifest, activity, sha256, get_language() or "en") if activity else None
    if name is None:
        raise Http404
    return name


def _refused(sentence: str) -> HttpResponse:
    refused = HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=403)
    refused["Cache-Control"] = "private, no-store"
    return refused
