"""Wagtail's own screens of groups and accounts, without the groups that roles fill."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm
from wagtail.users.views.groups import DeleteView, EditView, GroupViewSet, IndexView
from wagtail.users.views.users import UserFilterSet, UserViewSet

GROUPS = "wagtail.users.views.groups.GroupViewSet"
USERS = "wagtail.users.views.users.UserViewSet"


def plain_groups() -> Any:
    """Groups that staff made and fill themselves."""
    return Group.objects.filter(hunar_managed__isnull=True)


class PlainIndex(IndexView):  # type: ignore[misc]
    """The list of groups without the managed ones."""

    def get_base_queryset(self) -> Any:
        """Leave managed groups out of list, search and filters."""
        return super().get_base_queryset().filter(hunar_managed__isnull=True)


class _PlainObject:
    """404 for a managed group whose address somebody kept."""

    def get_queryset(self) -> Any:
        """Plain groups alone."""
        return plain_groups()

    def get_object(self, queryset: Any = None) -> Any:
        """The group, when it is no managed one."""
        from django.shortcuts import get_object_or_404

        return get_object_or_404(plain_groups(), pk=self.kwargs["pk"])  # type: ignore[attr-defined]


class PlainEdit(_PlainObject, EditView):  # type: ignore[misc]
    """A plain group."""


class PlainDelete(_PlainObject, DeleteView):  # type: ignore[misc]
    """A plain group."""


class PlainGroupViewSet(GroupViewSet):  # type: ignore[misc]
    """Wagtail's groups screen."""

    index_view_class = PlainIndex
    edit_view_class = PlainEdit
    delete_view_class = PlainDelete


class _KeepsRoles:
    """An account form that neither shows managed groups nor takes anybody out of them."""

    fields: dict[str, forms.Field]
    instance: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "groups" in self.fields:
            self.fields["groups"].queryset = plain_groups()  # type: ignore[attr-defined]

    def _save_m2m(self) -> None:
        kept = list(self.instance.groups.filter(hunar_managed__isnull=False))
        super()._save_m2m()  # type: ignore[misc]
        self.instance.groups.add(*kept)


class PlainUserCreationForm(_KeepsRoles, UserCreationForm):  # type: ignore[misc]
    """A new account."""


class PlainUserEditForm(_KeepsRoles, UserEditForm):  # type: ignore[misc]
    """An account."""


class PlainUserFilterSet(UserFilterSet):  # type: ignore[misc]
    """Filters of the users screen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["group"].queryset = plain_groups()

    class Meta(UserFilterSet.Meta):  # type: ignore[misc]
        pass


class PlainUserViewSet(UserViewSet):  # type: ignore[misc]
    """Wagtail's users screen."""

    filterset_class = PlainUserFilterSet

    def get_form_class(self, for_update: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Our forms for its own; a host's subclass is left alone."""
        return PlainUserEditForm if for_update else PlainUserCreationForm


def hide_managed_groups() -> None:
    """Put our screens in the place of Wagtail's, unless the host has screens of its own there."""
    users: Any = apps.get_app_config("wagtailusers")
    if users.group_viewset == GROUPS:
        users.group_viewset = f"{__name__}.PlainGroupViewSet"
    if users.user_viewset == USERS:
        users.user_viewset = f"{__name__}.PlainUserViewSet"
    RoleForm.base_fields["role"].queryset = plain_groups()
