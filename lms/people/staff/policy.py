"""Our rights in Wagtail's words."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from lms.people.models import Centre, District, Organisation, Person
from lms.people.permissions import may
from lms.people.requests import person_of_user


class PeoplePolicy(BasePermissionPolicy):
    """Asks ``may``: who sees people also adds and changes them. Nobody deletes: what a person left stays hers."""

    VERBS = {"add": "change_person", "change": "change_person", "view": "see_people"}

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the account may do ``action`` to some object of the model."""
        verb = self.VERBS.get(action)
        return verb is not None and (bool(user.is_superuser) or may(person_of_user(user), verb))

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        """Whether it may do any of ``actions``."""
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Any]:
        """Superusers: Wagtail asks this to send word of workflows, which persons have none of."""
        return get_user_model().objects.filter(is_active=True, is_superuser=True)


def register() -> None:
    """Let Wagtail ask us about persons and places."""
    for model in (Person, Organisation, Centre, District):
        register_permission_policy(model, PeoplePolicy(model))
