"""The job list: what is waiting, running, done or failed, and why."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from lms.foundation.conf import options
from lms.foundation.models import Job


class JobPolicy(BasePermissionPolicy):  # type: ignore[misc]
    """Jobs are looked at, never written: by superusers, and by whom ``HUNAR_FOUNDATION["SEES_JOBS"]`` names."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the account may look."""
        return action == "view" and (bool(user.is_superuser) or bool(import_string(options["SEES_JOBS"])(user)))

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        """Whether looking is among ``actions`` and allowed."""
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Any]:
        """Superusers: Wagtail asks this to send word of workflows, which jobs have none of."""
        return get_user_model().objects.filter(is_active=True, is_superuser=True)


def register() -> None:
    """Let Wagtail ask us about jobs."""
    register_permission_policy(Job, JobPolicy(Job))


def _address(job: Job) -> str:
    return reverse("hunar_foundation_jobs:inspect", args=[job.pk])


class JobIndex(generic.IndexView):  # type: ignore[misc]
    """The list, newest first."""

    any_permission_required = ["view"]
    columns = [
        TitleColumn("kind", label="Kind", get_url=_address),
        Column("state", label="State", accessor="get_state_display", sort_key="state"),
        Column("progress", label="Progress", accessor=lambda job: f"{job.progress} % {job.note}".strip()),
        Column("error", label="What went wrong"),
        DateColumn("created_at", label="Asked for", sort_key="created_at"),
    ]


class JobInspect(generic.InspectView):  # type: ignore[misc]
    """One job."""

    any_permission_required = ["view"]


class JobViewSet(ModelViewSet):  # type: ignore[misc]
    """Jobs in Wagtail's reports."""

    model = Job
    name = "hunar_foundation_jobs"
    url_prefix = "reports/jobs"
    icon = "cogs"
    menu_label = "Jobs"
    menu_name = "hunar-jobs"
    menu_order = 900
    menu_hook = "register_reports_menu_item"
    index_view_class = JobIndex
    inspect_view_class = JobInspect
    inspect_view_enabled = True
    inspect_view_fields = [
        "uuid",
        "kind",
        "state",
        "progress",
        "note",
        "error",
        "attempt",
        "max_attempts",
        "queue",
        "created_at",
        "run_after",
        "heartbeat_at",
        "finished_at",
        "created_by_person",
    ]
    form_fields: list[str] = []
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    search_fields = ["kind", "key", "error"]
    list_filter = ["state", "kind"]
    ordering = ["-created_at"]

    def get_permissions_to_register(self) -> Any:
        """None: nobody is given rights on jobs by a tick in a group."""
        return super().get_permissions_to_register().none()
