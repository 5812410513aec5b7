"""Every course begins under review: a trainer submits, a reviewer approves, and that publishes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.models import Workflow, WorkflowPage, WorkflowState, WorkflowTask

from courses.authoring.models import CoursePage, CourseReviewTask, ModuleLibraryPage

# In the database: staff may rename it, so it is found by its task.
NAME = gettext_noop("Course review")


def put_under_review(course: CoursePage | ModuleLibraryPage) -> None:
    """Let pages of ``course`` go through the course review, unless it was given a workflow of its own."""
    if not WorkflowPage.objects.filter(page_id=course.pk).exists():
        WorkflowPage.objects.create(page_id=course.pk, workflow=course_review())


def course_review() -> Workflow:
    """The workflow with the course review as its one step, made when there is none."""
    known = Workflow.objects.active().filter(workflow_tasks__task__coursereviewtask__isnull=False).first()
    if known is not None:
        return known
    task = CourseReviewTask.objects.first() or CourseReviewTask.objects.create(name=NAME)
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def sent_back(page: Any) -> str:
    """What the reviewer who sent a page back wrote, for its author; empty for a page that was not sent back."""
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return ""
    remark = state.current_task_state.comment if state.current_task_state else ""
    return _("Sent back: “%s”") % remark if remark else _("Sent back without a remark")
