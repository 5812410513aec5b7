"""What this room adds to Wagtail: the question bank, quiz results, and the words of its log entries."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from assessments.models import Question
from assessments.permissions import courses_for
from assessments.staff import results
from assessments.staff.policy import QuestionPolicy
from assessments.viewsets import QuestionViewSet
from lms.people.api import person_of

register_permission_policy(Question, QuestionPolicy(Question))


@hooks.register("register_admin_viewset")
def question_bank() -> QuestionViewSet:
    """The question bank."""
    return QuestionViewSet()


@hooks.register("register_admin_urls")
def result_addresses() -> list[URLPattern | URLResolver]:
    """Quiz results under Wagtail's own address."""
    found = [
        path("", results.index, name="index"),
        path("<uuid:cohort>/<uuid:activity>/", results.cohort, name="cohort"),
    ]
    return [path("quiz-results/", include((found, "hunar_assessments_results")))]


class ResultsItem(MenuItem):
    """Shown to those who have a course to look at."""

    def is_shown(self, request: HttpRequest) -> bool:
        """True for trainers, programme admins and superusers."""
        return bool(courses_for(person_of(request), "see_results"))


@hooks.register("register_admin_menu_item")
def results_item() -> ResultsItem:
    """The way to quiz results."""
    address = reverse("hunar_assessments_results:index")
    return ResultsItem("Quiz results", address, icon_name="clipboard-list", order=230)


@hooks.register("register_log_actions")
def log_words(actions: Any) -> None:
    """How a new version reads in Wagtail's log."""
    actions.register_action("hunar_assessments.add_version", "Write a new version", "New version written")
