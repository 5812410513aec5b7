"""Releasing a course: what stands against it, the button, and how it goes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from courses.authoring.actions.check_links import ask_for_check, failed_check, running_check
from courses.authoring.actions.release import JOB, release
from courses.authoring.editions.read import editions_of
from courses.authoring.four_eyes import OwnWords
from courses.authoring.reading import reading
from courses.authoring.staff.base import CourseView, WatchesJob
from courses.authoring.staff.outlook import look_ahead
from lms.foundation.models import Job
from lms.people.api import person_of


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


class ReleasedView(WatchesJob, CourseView):
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
            "under_way": found.under_way,
            "edition": editions[0] if editions else None,
            "reading": reading(self.course.key),
        }
