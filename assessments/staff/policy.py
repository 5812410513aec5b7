"""What Wagtail asks about questions, answered by this room's ``may``."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from assessments.models import Question
from assessments.permissions import courses_for, may
from lms.people.api import PROGRAMME_ADMIN, TRAINER, person_of_user

VERBS = {"view": "see_questions", "add": "change_questions", "change": "change_questions"}


class QuestionPolicy(BasePermissionPolicy):
    """By course: a trainer sees and changes the questions of her courses. Nobody deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """True when there is a course in which she may."""
        return action in VERBS and bool(courses_for(person_of_user(user), VERBS[action]))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Question) -> bool:
        """True when she may in this question's course."""
        return action in VERBS and may(person_of_user(user), VERBS[action], instance.course_key)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> "QuerySet[Question]":
        """The questions of her courses."""
        person = person_of_user(user)
        keys = {key for action in actions if action in VERBS for key in courses_for(person, VERBS[action])}
        return Question.objects.filter(course_key__in=keys)

    def users_with_any_permission(self, actions: Iterable[str]) -> "QuerySet[Any]":
        """Superusers, and everybody who holds one of the roles anywhere."""
        if not set(actions) & set(VERBS):
            return get_user_model().objects.none()
        roles = Q(hunar_person__role_assignments__role__in=[TRAINER, PROGRAMME_ADMIN])
        return get_user_model().objects.filter(Q(is_superuser=True) | roles, is_active=True).distinct()
