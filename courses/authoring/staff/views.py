"""The list of courses, the lessons of one, and its editions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic.base import TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from courses.authoring.actions.release import running_release
from courses.authoring.actions.submit_drafts import submit_drafts
from courses.authoring.models import ModulePage, SharedModulePage
from courses.authoring.models.library import library_modules
from courses.authoring.permissions import may, who_may
from courses.authoring.reading import reading
from courses.authoring.staff.base import CoursesScreen, CourseView
from courses.authoring.staff.editions import edition_rows
from courses.authoring.staff.listing import course_rows
from courses.authoring.staff.outline import addition, drafts, outline
from lms.people.api import person_of


class CoursesView(CoursesScreen, TemplateView):
    """Every course the reader may work on: edit, preview, release, editions."""

    template_name = "hunar_courses/staff/courses.html"
    page_title = _("Courses")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One row a course."""
        rows = course_rows(self.request.user, person_of(self.request))
        return super().get_context_data(**kwargs) | {"rows": rows}

    def get_header_buttons(self) -> list[HeaderButton]:
        """Offer the library and bringing a course in to those who may begin one."""
        if not may(person_of(self.request), "new_course", None):
            return []
        bring_in, library = reverse("hunar_courses_staff:import"), reverse("hunar_courses_staff:library")
        return [
            HeaderButton(_t("Bring in a course"), url=bring_in, icon_name="download"),
            HeaderButton(_t("Library of modules"), url=library, icon_name="folder-open-inverse"),
        ]

    def trail(self) -> list[dict[str, Any]]:
        """Nothing: this is the first step."""
        return []


class LessonsView(CourseView):
    """Modules and activities of a course, each one tap from its editor; ``?language=`` shows a translation's."""

    page_title = _("Lessons")
    template_name = "hunar_courses/staff/lessons.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The outline of one language's page, and which other languages there are."""
        pages = {page.locale.language_code: page for page in self.pages}
        shown = pages.get(self.request.GET.get("language", ""), self.course)
        modules = outline(shown)
        return super().get_context_data(**kwargs) | {
            "course": shown,
            "others": [page for page in pages.values() if page != shown],
            "modules": modules,
            "drafts": drafts(modules),
            "add_module": addition(ModulePage, shown),
            "add_shared": addition(SharedModulePage, shown) if library_modules(shown.locale_id) else None,
            "reading": reading(self.course.key),
            "may_release": may(person_of(self.request), "release", self.course),
            "may_bring_in": shown.permissions_for_user(self.request.user).can_add_subpage(),
        }


class SubmitDraftsView(CourseView):
    """The button that puts everything that was written before a reviewer."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Submit what the reader may submit of one language's page, and go back."""
        language = request.POST.get("language", "")
        shown = next((page for page in self.pages if page.locale.language_code == language), self.course)
        count = submit_drafts(shown, request.user)
        told = ngettext("%s page waits for a reviewer now.", "%s pages wait for a reviewer now.", count)
        messages.success(request, told % count)
        outline = reverse("hunar_courses_staff:lessons", args=[shown.key])
        return redirect(f"{outline}?language={shown.locale.language_code}")


class EditionsView(CourseView):
    """What was released, newest first."""

    page_title = _("Editions")
    template_name = "hunar_courses/staff/editions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The editions, and a release that is under way."""
        return super().get_context_data(**kwargs) | {
            "course": self.course,
            "editions": edition_rows(self.course.key),
            "releasers": who_may("release", self.course),
            "job": running_release(self.course.key),
            "may_release": may(person_of(self.request), "release", self.course),
            "may_export": may(person_of(self.request), "export", self.course),
        }
