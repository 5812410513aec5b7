"""What Wagtail must know of a certificate officer: that she may come in. What she sees there is decided by ``may``."""

from uuid import UUID

from django.contrib.auth.models import Group, Permission


def let_into_wagtail(group: Group, scope: UUID) -> None:  # noqa: ARG001
    """Give a managed group the right to open Wagtail's admin, and nothing else."""
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
