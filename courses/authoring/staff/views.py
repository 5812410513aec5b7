"""The list of courses, releasing one, and its editions."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic.base import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from courses.authoring.actions.check_links import ask_for_check, failed_check, running_check
from courses.authoring.actions.release import JOB, release, running_release
from courses.authoring.actions.submit_drafts import submit_drafts
from courses.authoring.editions.read import editions_of
from courses.authoring.four_eyes import OwnWords
from courses.authoring.models import CoursePage, ModulePage, SharedModulePage
from courses.authoring.models.library import library_modules
from courses.authoring.permissions import may, who_may
from courses.authoring.reading import reading
from courses.authoring.staff.editions import edition_rows
from courses.authoring.staff.listing import course_rows, visible_courses
from courses.authoring.staff.outline import addition, drafts, outline
from courses.authoring.staff.outlook import look_ahead
from lms.foundation.models import Job
from lms.people.api import person_of

SECONDS_BETWEEN_LOOKS = "2"


class CoursesView(WagtailAdminTemplateMixin, TemplateView):
    """Every course the reader may work on: edit, preview, release, editions."""

    template_name = "hunar_courses/staff/courses.html"
    page_title = _("Courses")
    header_icon = "openquote"

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

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class CourseView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one course. A course that is not the reader's is unknown (404)."""

    verb = "see_editions"
    header_icon = "openquote"

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

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the courses, then here."""
        courses = {"url": reverse("hunar_courses_staff:courses"), "label": _t("Courses")}
        return [*self.breadcrumbs_items, courses, {"url": "", "label": self.page_title, "sublabel": self.course.title}]


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


class ReleaseView(CourseView):
    """Shows what stands against a release and what only warns; releases by POST."""

    verb = "release"
    page_title = _("Release")
    template_name = "hunar_courses/staff/release.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Problems and warnings, each with the way to its page; what would change, and for whom."""
        outlook = look_ahead(self.course, person_of(self.request))
        return super().get_context_data(**kwargs) | {
            "course": self.course,
            "findings": outlook.findings,
            "outlook": outlook,
            "reading": reading(self.course.key),
            "checking": running_check(self.course.key),
            "not_checked": failed_check(self.course.key),
        }

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Queue the release and show how it goes."""
        by = person_of(request)
        if by is None:
            raise PermissionDenied
        try:
            job = release(self.course, by=by, correction="correction" in request.POST)
        except OwnWords as reason:
            messages.error(request, str(reason))
            return redirect("hunar_courses_staff:release", self.course.key)
        return redirect("hunar_courses_staff:released", self.course.key, job.uuid)


class CheckLinksView(CourseView):
    """The button that has the links of a course tried."""

    verb = "release"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Queue it and go back to what stands against a release."""
        by = person_of(request)
        if by is None:
            raise PermissionDenied
        ask_for_check(self.course, by=by)
        messages.success(request, _t("The links are being tried. What is dead will stand here in a minute."))
        return redirect("hunar_courses_staff:release", self.course.key)


class ReleasedView(CourseView):
    """How far a release is; looks again by itself until it ended."""

    verb = "release"
    page_title = _("Release")
    template_name = "hunar_courses/staff/released.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The job and, once it is done, the newest edition."""
        found = Job.objects.filter(kind=JOB, uuid=self.kwargs["job"], payload__course=str(self.course.key)).first()
        if found is None:
            raise Http404
        editions = editions_of(self.course.key)
        return super().get_context_data(**kwargs) | {
            "course": self.course,
            "job": found,
            "under_way": found.state in (Job.State.WAITING, Job.State.RUNNING),
            "edition": editions[0] if editions else None,
            "reading": reading(self.course.key),
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Ask the browser to come back while the job is under way."""
        response: HttpResponse = super().render_to_response(context, **kwargs)
        if context["under_way"]:
            response["Refresh"] = SECONDS_BETWEEN_LOOKS
        return response


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
