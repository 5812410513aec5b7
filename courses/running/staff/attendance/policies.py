"""The attendance clause of a programme, in plain fields."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from courses.running.actions.programmes import change_programme
from courses.running.attendance.policy import AttendancePolicy
from courses.running.models import Programme
from courses.running.permissions import may
from courses.running.policy import read_policy
from courses.running.staff.attendance.forms import AttendancePolicyForm
from courses.running.staff.base import StaffForm


class AttendancePolicyPage(StaffForm):
    """How a programme locks rolls, reads devices, counts power cuts and events."""

    form_class = AttendancePolicyForm
    page_title = "Attendance rules"
    header_icon = "folder-open-inverse"

    def allowed(self) -> None:
        """Let in who runs it."""
        self.found: Programme = get_object_or_404(Programme, uuid=self.key("programme"))
        if not may(self.person, "change", self.found):
            raise Http404

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the programme."""
        here = reverse("hunar_running_staff:programme", args=[self.found.uuid])
        return [(reverse("hunar_running_staff:programmes"), "Programmes"), (here, self.found.name)]

    def get_initial(self) -> dict[str, Any]:
        """Return what it says now."""
        clause = self.found.rules.attendance
        return clause.model_dump() | {"event_types": " ".join(clause.event_types)}

    def form_valid(self, form: AttendancePolicyForm) -> HttpResponse:
        """Save the clause; nothing else of the policy changes."""
        clause = AttendancePolicy(**form.cleaned_data)
        self.found.policy = read_policy(self.found.policy | {"attendance": clause.model_dump()}).as_json()
        change_programme(self.found, by=self.person)
        messages.success(self.request, f"{self.found.name} is saved.")
        return redirect("hunar_running_staff:programme", self.found.uuid)
