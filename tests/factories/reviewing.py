"""Writing, submitting and judging a lesson."""

from typing import Any

from courses.authoring.models import CoursePage, LessonPage
from lms.people.models import Person
from tests.factories.authoring import paragraph


def first_lesson(course: CoursePage) -> LessonPage:
    """The lesson that is taught first."""
    return LessonPage.objects.descendant_of(course).order_by("path").first()


def write(page: LessonPage, by: Person, words: str = "New words.") -> Any:
    """A new draft of a lesson; the revision."""
    page.body = [paragraph(words)]
    return page.save_revision(user=by.user)


def submit(page: LessonPage, by: Person) -> None:
    """Put a lesson before its reviewers."""
    page.get_workflow().start(page, by.user)


def act(page: LessonPage, by: Person, action: str = "approve") -> None:
    """What a reviewer does with a lesson that waits: ``approve`` or ``reject``."""
    state = LessonPage.objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, by.user, action)
