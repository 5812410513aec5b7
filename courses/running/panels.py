"""Panels of this room on Wagtail's first screen."""

from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from courses.running.notices.read import notices_for
from lms.people.api import person_of


class NoticesPanel(Component):
    """What the signed-in staff member has not read yet; nothing when there is nothing."""

    name = "hunar_running_notices"
    template_name = "hunar_running/staff/notices.html"
    order = 40

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Her unread notices; none for an account without a person."""
        request = parent_context["request"]
        person = person_of(request)
        return {"notices": notices_for(person, timezone.now()) if person else [], "request": request}
