"""Trainers see and change their own recordings and those of their collections."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from wagtail.permission_policies.collections import CollectionPermissionPolicy

if TYPE_CHECKING:
    from media_pipeline.models import Recording

# What one may do with a recording one brought oneself, where one may still add.
OWN = {"change", "delete"}


class RecordingPolicy(CollectionPermissionPolicy):  # type: ignore[misc]
    """Rights by collection; beyond them, who may add to a collection may change and delete what she brought there.

    Wagtail's own policy of ownership knows an account as owner; ours is a person, who may have none.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether there may be some recording to do this with."""
        return bool(super().user_has_permission(user, action) or (action in OWN and self._adds_somewhere(user)))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """As ``user_has_permission``, for one of several."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether the account may do this with the recording."""
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        """As ``user_has_permission_for_instance``, for one of several."""
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        person = instance.uploaded_by_person
        mine = person is not None and person.user_id is not None and person.user_id == user.pk
        return bool(
            mine and OWN & set(actions) and super().user_has_any_permission_for_instance(user, ["add"], instance)
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> "QuerySet[Recording]":
        """All recordings that the account may do one of ``actions`` with."""
        found: QuerySet[Recording] = super().instances_user_has_any_permission_for(user, actions)
        if not OWN & set(actions) or not user.is_authenticated:
            return found
        places = self.collections_user_has_permission_for(user, "add")
        return found | self.model.objects.filter(uploaded_by_person__user=user, collection__in=places)

    def instances_user_has_permission_for(self, user: Any, action: str) -> "QuerySet[Recording]":
        """As ``instances_user_has_any_permission_for``, for one."""
        return self.instances_user_has_any_permission_for(user, [action])

    def _adds_somewhere(self, user: Any) -> bool:
        return bool(super().user_has_permission(user, "add"))
