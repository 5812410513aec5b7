"""What this room adds to Wagtail."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from lms.people.permissions import may
from lms.people.requests import person_of
from lms.people.staff.persons import PersonViewSet
from lms.people.staff.places import CentreViewSet, DistrictViewSet, OrganisationViewSet


class RolesItem(MenuItem):  # type: ignore[misc]
    """Roles, for whoever may see people."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to programme admins and superusers."""
        return bool(getattr(request.user, "is_superuser", False)) or may(person_of(request), "see_people")


class PeopleGroup(ViewSetGroup):  # type: ignore[misc]
    """People, their roles and their places."""

    menu_label = "People"
    menu_icon = "user"
    menu_name = "hunar-people"
    menu_order = 320
    items = (PersonViewSet, CentreViewSet, OrganisationViewSet, DistrictViewSet)

    def get_submenu_items(self) -> list[Any]:
        """The four lists, and roles after people."""
        lists = super().get_submenu_items()
        address = reverse_lazy("hunar_people_staff:roles")
        roles = RolesItem("Roles", address, name="hunar-roles", icon_name="key", order=1)
        return [*lists, roles]


@hooks.register("register_admin_viewset")
def people() -> ViewSetGroup:
    """The lists."""
    return PeopleGroup()


@hooks.register("register_admin_urls")
def staff_addresses() -> list[Any]:
    """Our own screens."""
    return [path("", include("lms.people.staff.urls"))]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name our verbs in Wagtail's audit log."""
    for verb, label, message in (
        ("assign_role", "Give role", "A role was given"),
        ("end_role", "End role", "A role was ended"),
        ("issue_slip", "Issue slip", "A start slip was issued"),
        ("use_slip", "Use slip", "A start slip was used to set a PIN"),
        ("change_pin", "Change PIN", "The person changed her PIN"),
    ):
        actions.register_action(f"hunar_people.{verb}", label, message)
