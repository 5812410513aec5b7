"""Listing, adding and changing questions: Wagtail's generic views over this room's form and actions."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.views import generic

from assessments.models import Question


class Questions(generic.IndexView):
    """The questions of the courses she may see."""

    def get_base_queryset(self) -> "QuerySet[Question]":
        """Hers alone, with their versions."""
        found = self.permission_policy.instances_user_has_permission_for(self.request.user, "view")
        return found.prefetch_related("versions")


class AddQuestion(generic.CreateView):
    """A new question."""

    template_name = "hunar_assessments/staff/question_form.html"

    def save_instance(self) -> Question:
        """By the action, which checks, stores and logs."""
        return self.form.keep()


class ChangeQuestion(generic.EditView):
    """New words or a new key; editions and attempts keep the version they have."""

    template_name = "hunar_assessments/staff/question_form.html"

    def get_object(self, queryset: Any = None) -> Question:
        """One of hers; any other is not found."""
        hers = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return super().get_object(hers.prefetch_related("versions"))

    def save_instance(self) -> Question:
        """By the actions, which check, store and log."""
        return self.form.keep()
