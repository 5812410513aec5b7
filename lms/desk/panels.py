"""The Today panel on Wagtail's home page."""

from typing import Any

from wagtail.admin.ui.components import Component

from lms.desk.today import today
from lms.people.api import person_of


class TodayPanel(Component):
    """What waits for the signed-in staff member, above everything else."""

    name = "hunar_today"
    template_name = "hunar_desk/staff/today.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """The sections of today; none for an account without a person."""
        person = person_of(parent_context["request"])
        return {"sections": today(person) if person else []}
