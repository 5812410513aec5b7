"""An edition as a file to take away."""

import tempfile
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from courses.authoring.actions.export_edition import NotPortable, export_edition
from courses.authoring.models import Edition
from courses.authoring.staff.base import CourseView
from lms.people.api import person_of


class ExportView(CourseView):
    """The button that writes an edition into a file: by POST, because it is written down who took it."""

    verb = "export"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *, edition: UUID, **_kwargs: Any) -> HttpResponseBase:
        """Write it to disk first, then send it."""
        found = Edition.objects.filter(course_key=self.course.key, uuid=edition).first()
        if found is None:
            raise Http404
        # The response closes it once it is sent.
        place = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            name = export_edition(found, place, by=person_of(request))
        except NotPortable as reason:
            messages.error(request, str(reason))
            return redirect("hunar_courses_staff:editions", self.course.key)
        place.seek(0)
        return FileResponse(place, as_attachment=True, filename=name, content_type="application/zip")
