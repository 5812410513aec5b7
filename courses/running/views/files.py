"""Protected files: the door is asked for every request, each range too, and only her own edition is searched."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.authoring.api import edition_file
from courses.running.access.door import door
from courses.running.views.own import own_enrolment
from lms.foundation.api import serve_stored


@require_safe
def file(request: HttpRequest, enrolment: UUID, key: UUID, sha256: str, ext: str) -> HttpResponseBase:
    """Serve a file of her edition while the door is open: 403 in one line when it is shut, 404 for anybody else."""
    found = own_enrolment(request, enrolment)
    decision = door(found, key)
    if decision.reason == "not_in_course":
        raise Http404
    edition = found.cohort.edition
    if not decision.open or edition is None:
        closed = HttpResponse(_("This course is closed."), content_type="text/plain; charset=utf-8", status=403)
        closed["Cache-Control"] = "private, no-store"
        return closed
    stored = edition_file(edition, sha256)
    if stored is None or stored.suffix != ext:
        raise Http404
    return serve_stored(request, stored)
