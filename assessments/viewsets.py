"""The question bank in Wagtail's menu."""

from typing import Any

from django.urls import URLPattern, path
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from assessments.models import Question
from assessments.staff.question_form import QuestionForm
from assessments.staff.question_views import AddQuestion, ChangeQuestion, Questions
from courses.authoring.api import courses_and_libraries


def course_title(question: Question) -> str:
    """The title of the question's course or library."""
    return dict(courses_and_libraries()).get(question.course_key, "")


def type_and_version(question: Question) -> str:
    """What kind of question it is and how often it was written."""
    version = question.current
    return f"{version.get_kind_display()}, version {version.number}" if version else ""


class QuestionViewSet(ModelViewSet):
    """Listing, adding and changing; questions are archived, never deleted, and have no other screens."""

    model = Question
    name = "hunar_assessments_questions"
    url_prefix = "questions"
    icon = "help"
    menu_label = "Questions"
    menu_order = 220
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = Questions
    add_view_class = AddQuestion
    edit_view_class = ChangeQuestion
    search_fields = ["slug"]
    list_filter = ["archived"]
    list_display = [
        "slug",
        Column("course", label="Course or library", accessor=course_title),
        Column("tags", label="Tags", accessor=lambda question: ", ".join(question.tags)),
        Column("version", label="Type", accessor=type_and_version),
    ]

    def get_form_class(self, for_update: bool = False) -> type[QuestionForm]:  # noqa: FBT001, FBT002
        """One form for both."""
        return QuestionForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Only the screens there are."""
        absent = {"history_url_name", "usage_url_name", "delete_url_name"}
        return {name: value for name, value in super().get_common_view_kwargs(**kwargs).items() if name not in absent}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Only the screens there are."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
        ]

    def register_permissions(self) -> None:
        """No rights to tick: who may is decided by roles."""
