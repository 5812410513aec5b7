"""What this room adds to Wagtail, and the doors it closes there."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import policy_registry

from courses.authoring.doors import sees_everything, visible_pages
from courses.authoring.models import CoursePage, CourseReviewTask, Page, UnservedPage
from courses.authoring.permissions import may
from courses.authoring.staff.tracks import TrackViewSet
from courses.authoring.trees import course_of
from lms.people.api import person_of, person_of_user

PAGE_TYPES_REPORT = "page-types-usage"


class CoursesMenuItem(MenuItem):
    """Shown to whoever may work on some page, or bring in a first course."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the reader has any right at any page, or at a course that is not here yet."""
        if may(person_of(request), "new_course", None):
            return True
        policy = policy_registry.get_by_type(Page)
        return bool(policy.user_has_any_permission(request.user, {"add", "change", "publish"}))


@hooks.register("register_admin_menu_item")
def courses_menu_item() -> MenuItem:
    """The way to every course, first in the menu."""
    return CoursesMenuItem(
        _("Courses"), reverse("hunar_courses_staff:courses"), name="courses", icon_name="openquote", order=50
    )


@hooks.register("register_admin_urls")
def staff_urls() -> list[URLPattern | URLResolver]:
    """The staff screens."""
    return [path("courses/", include("courses.authoring.staff.urls"))]


@hooks.register("register_admin_viewset")
def tracks() -> TrackViewSet:
    """The list of tracks."""
    return TrackViewSet()


@hooks.register("register_page_header_buttons")
def course_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:  # noqa: ARG001
    """Release and editions, on the course's own page."""
    if not isinstance(page.specific_deferred, CoursePage):
        return
    course, person = page.specific, person_of_user(user)
    if may(person, "release", course):
        yield Button(
            _("Release"), reverse("hunar_courses_staff:release", args=[course.key]), icon_name="upload", priority=5
        )
    if may(person, "see_editions", course):
        yield Button(
            _("Lessons"), reverse("hunar_courses_staff:lessons", args=[course.key]), icon_name="list-ol", priority=4
        )
        yield Button(
            _("Editions"), reverse("hunar_courses_staff:editions", args=[course.key]), icon_name="list-ul", priority=6
        )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Words for our entries in the audit log."""
    actions.register_action("hunar_courses.release", _("Release"), _("An edition was released"))
    actions.register_action("hunar_courses.export", _("Take away"), _("An edition was written into a file"))
    actions.register_action("hunar_courses.import", _("Bring in"), _("Material was brought in"))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def back_to_the_outline(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After submitting, judging or publishing a module or activity, go on from the course's outline."""
    ended = {"action-publish", "action-submit", "action-workflow-action"} & set(request.POST)
    course = course_of(page) if isinstance(page, UnservedPage) and ended else None
    if course is None:
        return None
    outline = reverse("hunar_courses_staff:lessons", args=[course.key])
    return redirect(f"{outline}?language={course.locale.language_code}")


@hooks.register("construct_page_action_menu")
def approve_rather_than_publish(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:  # noqa: ARG001
    """While a page waits for its review, approving is offered alone: publishing would leave no approval behind."""
    page = context.get("page")
    task = page.current_workflow_task if page is not None else None
    if task is not None and isinstance(task.specific, CourseReviewTask):
        items[:] = [item for item in items if item.name != "action-publish"]


@hooks.register("construct_page_chooser_queryset")
def choose_own_pages(pages: "QuerySet[Page]", request: HttpRequest) -> "QuerySet[Page]":
    """Wagtail's chooser, browsing and searching, offers every page; ours only what the editor may explore."""
    return pages if sees_everything(request.user) else pages.filter(pk__in=visible_pages(request.user).values("pk"))


@hooks.register("construct_reports_menu")
def hide_closed_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """A report that is closed to the reader is not offered either."""
    if not sees_everything(request.user):
        items[:] = [item for item in items if item.name != PAGE_TYPES_REPORT]
