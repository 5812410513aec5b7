"""The step of a workflow at which somebody else looks at what was written."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from courses.authoring.models.base import Page


class CourseReviewTask(Task):
    """For the reviewers of the page's own course; whoever wrote since it was last published may only send it back."""

    class Meta:
        verbose_name = _("course review")
        verbose_name_plural = _("course reviews")

    @classmethod
    def get_description(cls) -> str:
        """Shown where a workflow is put together."""
        return _t("Reviewers of the course approve it, but never what they wrote themselves.")

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        """Reviewers read what waits for them."""
        return may_review(user, obj)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        """While it waits, only its reviewers change it."""
        return not may_review(user, obj)

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        """Sending back for every reviewer; approving for those who did not write."""
        if not may_review(user, obj):
            return []
        back = ("reject", _t("Send back with a remark"), True)
        if wrote(user, obj):
            return [back]
        return [back, ("approve", _t("Approve"), False), ("approve", _t("Approve with a remark"), True)]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Ask again when it is done: between the page and the tap somebody may have written."""
        page = task_state.workflow_state.content_object
        if not may_review(user, page):
            raise PermissionDenied
        if action_name == "approve" and wrote(user, page):
            raise PermissionDenied(_t("You wrote some of this yourself. Somebody else has to approve it."))
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> "QuerySet[TaskState]":
        """What waits for this reviewer."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("workflow_state")
        return waiting.filter(
            pk__in=[each.pk for each in waiting if may_review(user, each.workflow_state.content_object)]
        )


def may_review(user: Any, page: Page | None) -> bool:
    """Whether this account reviews the course or library that ``page`` stands in."""
    from courses.authoring.permissions import may
    from courses.authoring.trees import home_of
    from lms.people.api import person_of_user

    course = home_of(page) if page is not None else None
    return course is not None and may(person_of_user(user), "review", course)


def wrote(user: Any, page: Page) -> bool:
    """Whether this account changed the page's words since the revision that is published."""
    from courses.authoring.revisions import writers_since

    return user.pk in writers_since(page)
