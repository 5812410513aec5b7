"""What the ground adds to Wagtail."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from lms.foundation.staff.jobs import JobViewSet


@hooks.register("register_admin_viewset")
def jobs() -> ViewSet:
    """The job list."""
    return JobViewSet()
