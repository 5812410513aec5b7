"""The way to the library of modules, which is begun by the first programme admin who wants one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateView
from wagtail.admin import messages

from courses.authoring.actions.new_course import NoCatalogue
from courses.authoring.actions.new_library import new_library
from courses.authoring.permissions import may
from courses.authoring.staff.base import CoursesScreen
from lms.people.api import person_of


class LibraryView(CoursesScreen, TemplateView):
    """GET says what a library is for, POST opens it, and makes it when there is none."""

    template_name = "hunar_courses/staff/library.html"
    page_title = _("Library of modules")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """For programme admins alone."""
        if not may(person_of(self.request), "new_course", None):
            raise PermissionDenied
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open it in the page tree, where its modules are written."""
        by = person_of(request)
        if by is None:
            raise PermissionDenied
        try:
            library = new_library(by=by)
        except NoCatalogue as reason:
            messages.error(request, str(reason))
            return redirect("hunar_courses_staff:courses")
        return redirect("wagtailadmin_explore", library.pk)
