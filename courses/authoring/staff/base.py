"""What all staff screens of this room share."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.base import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from courses.authoring.models import CoursePage
from courses.authoring.permissions import may
from courses.authoring.staff.listing import visible_courses
from lms.people.api import person_of

SECONDS_BETWEEN_LOOKS = "2"


class CoursesScreen(WagtailAdminTemplateMixin):
    """A screen below the list of courses, with Wagtail's furniture."""

    header_icon = "openquote"

    def trail(self) -> list[dict[str, Any]]:
        """The steps between Wagtail's home and this screen."""
        return [{"url": reverse("hunar_courses_staff:courses"), "label": _("Courses")}]

    def here(self) -> dict[str, Any]:
        """This screen as the last step."""
        return {"url": "", "label": self.page_title}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Wagtail's trail of links."""
        return [*self.breadcrumbs_items, *self.trail(), self.here()]


class WatchesJob:
    """Asks the browser to come back while ``under_way`` in the context is true."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Show how far it is."""
        response: HttpResponse = super().render_to_response(context, **kwargs)  # type: ignore[misc]
        if context["under_way"]:
            response["Refresh"] = SECONDS_BETWEEN_LOOKS
        return response


class CourseView(CoursesScreen, TemplateView):
    """A screen about one course. A course that is not the reader's is unknown (404)."""

    verb = "see_editions"

    @cached_property
    def pages(self) -> list[CoursePage]:
        """The course's page in each language."""
        pages = list(visible_courses(self.request.user).filter(key=self.kwargs["key"]).order_by("path"))
        if not pages:
            raise Http404
        return pages

    @cached_property
    def course(self) -> CoursePage:
        """The course of the address, in its source language when there is that page."""
        own = (page for page in self.pages if page.locale.language_code == page.source_language)
        return next(own, self.pages[0])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask the right before anything is shown or done."""
        if not may(person_of(request), self.verb, self.course):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The course's title."""
        return self.course.title

    def here(self) -> dict[str, Any]:
        """This screen, with the course's title."""
        return super().here() | {"sublabel": self.course.title}
