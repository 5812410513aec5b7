"""Tracks in Wagtail: made and ordered by programme admins, offered to visitors without anybody's help."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from courses.authoring.models import Track
from courses.authoring.permissions import may
from lms.people.api import person_of_user


class TrackPolicy(BasePermissionPolicy):  # type: ignore[misc]
    """Asks ``may``. Tracks belong to every programme, so only superusers delete one; anybody else renames it."""

    VERBS = {"add": "change_tracks", "change": "change_tracks", "view": "change_tracks"}

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the account may do ``action`` to tracks."""
        if user.is_superuser:
            return True
        verb = self.VERBS.get(action)
        return verb is not None and may(person_of_user(user), verb, None)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        """Whether it may do any of ``actions``."""
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Any]:
        """Superusers: Wagtail asks this to send word of workflows, which tracks have none of."""
        return get_user_model().objects.filter(is_active=True, is_superuser=True)


class TrackViewSet(ModelViewSet):  # type: ignore[misc]
    """The list of tracks, right below the courses in the menu."""

    model = Track
    name = "hunar_courses_tracks"
    url_prefix = "courses/tracks"
    menu_label = _("Tracks")
    icon = "folder-open-inverse"
    menu_order = 51
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    form_fields = ["name", "name_ur", "order"]
    list_display = ["name", "name_ur", "order"]
    search_fields = ["name", "name_ur"]

    def get_permissions_to_register(self) -> Any:
        """None: rights on tracks come from roles."""
        return super().get_permissions_to_register().none()


def register_policy() -> None:
    """Let Wagtail ask us about tracks."""
    register_permission_policy(Track, TrackPolicy(Track))
