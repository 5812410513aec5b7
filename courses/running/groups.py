"""What the managed group of a programme may do in Wagtail: get in. Its screens here ask ``may`` themselves."""

from uuid import UUID

from django.contrib.auth.models import Group, Permission

from lms.people.api import PROGRAMME_ADMIN, register_group_rights


def register() -> None:
    """Let programme admins into Wagtail."""
    register_group_rights(PROGRAMME_ADMIN, "programme", let_in)


def let_in(group: Group, _programme: UUID) -> None:
    """Give the group the right to open Wagtail."""
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
