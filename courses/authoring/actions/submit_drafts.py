"""Putting everything that was written before a reviewer, in one step."""

from typing import Any

from django.db import transaction
from wagtail.models import WorkflowState

from courses.authoring.models import CoursePage, Page
from courses.authoring.revisions import same_words


def submit_drafts(course: CoursePage, user: Any) -> int:
    """Submit every draft of this course page and below it that ``user`` may submit; how many were.

    A page that was sent back goes to review again once it was changed. What waits already is left as it is.
    """
    pages = [course, *course.get_descendants().order_by("path").specific().prefetch_workflow_states()]
    submitted = [page for page in pages if to_be_submitted(page) and may_submit(page, user)]
    with transaction.atomic():
        for page in submitted:
            submit(page, user)
    return len(submitted)


def to_be_submitted(page: Page) -> bool:
    """Whether there are words that neither the next edition nor a reviewer has; what was withdrawn stays away."""
    withdrawn = not page.live and page.first_published_at is not None
    if page.alias_of_id or withdrawn or (page.live and not page.has_unpublished_changes):
        return False
    state = page.current_workflow_state
    if state is None:
        return True
    if state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return False
    judged = state.current_task_state.revision_id
    return judged != page.latest_revision_id and not same_words(judged, page.latest_revision_id)


def may_submit(page: Page, user: Any) -> bool:
    """Whether Wagtail's editor would let this account submit the page."""
    rights = page.permissions_for_user(user)
    return bool(rights.can_edit() and rights.can_submit_for_moderation())


def submit(page: Page, user: Any) -> None:
    """Begin the page's workflow, or go on with the one that sent it back."""
    if page.latest_revision_id is None:
        page.save_revision(user=page.owner)
    state = page.current_workflow_state
    if state is None:
        page.get_workflow().start(page, user)
    else:
        state.resume(user)
