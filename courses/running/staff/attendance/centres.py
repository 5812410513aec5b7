"""Centres: the list, and one centre with its devices, events and hours for women."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from courses.running.actions.device_imports import plan_import
from courses.running.actions.punches import waiting_punches
from courses.running.actions.women_hours import add_women_hours, drop_women_hours
from courses.running.errors import Refusal
from courses.running.models import DeviceImport
from courses.running.permissions import may
from courses.running.staff.attendance.base import CentreScreen, visible_centres
from courses.running.staff.attendance.forms import WEEKDAYS, DeviceFileForm, WomenHoursForm
from courses.running.staff.base import StaffTemplate
from courses.running.staff.lists import has_a_role

LATEST = 30


class CentreList(StaffTemplate):
    """The centres whose attendance she has to do with."""

    page_title = "Attendance"
    header_icon = "calendar-check"
    template_name = "hunar_running/staff/attendance/centres.html"

    def trail(self) -> list[tuple[str, str]]:
        """Return nothing: this is the first step."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List them."""
        if not has_a_role(self.person):
            raise Http404
        rows = visible_centres(self.person).select_related("organisation")
        return super().get_context_data(centres=rows, **kwargs)


class CentrePage(CentreScreen):
    """One centre: a file of its device is dropped here; its events and hours for women stand below."""

    template_name = "hunar_running/staff/attendance/centre.html"
    verb = "create_session"
    form: DeviceFileForm | None = None

    def get_page_title(self) -> str:
        """Return the centre's name."""
        return self.centre.name

    def trail(self) -> list[tuple[str, str]]:
        """Return the list."""
        return [(reverse("hunar_running_staff:attendance"), "Attendance")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Collect what the centre has."""
        imports = may(self.person, "import_punches", self.centre)
        hours = self.centre.hours_for_women.all()
        return super().get_context_data(
            centre=self.centre,
            imports=imports,
            form=self.form or DeviceFileForm(),
            files=self.centre.device_imports.filter(state=DeviceImport.State.DONE).select_related("by")[:LATEST],
            waiting=waiting_punches(self.centre).count() if imports else 0,
            events=self.centre.class_sessions.filter(cohorts=None)[:LATEST],
            hours=[(row, "Every day" if row.weekday is None else WEEKDAYS[row.weekday]) for row in hours],
            hours_form=WomenHoursForm(),
            **kwargs,
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Look at a file; nothing counts before it is confirmed on the next screen."""
        if not may(self.person, "import_punches", self.centre):
            raise Http404
        self.form = DeviceFileForm(request.POST, request.FILES)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        data = self.form.cleaned_data
        try:
            planned = plan_import(
                self.centre,
                data["file"].read(),
                device=data["device"],
                clock_minutes=data["clock_minutes"],
                by=self.person,
            )
        except Refusal as refusal:
            self.form.add_error("file", str(refusal))
            return self.render_to_response(self.get_context_data())
        return redirect("hunar_running_staff:device_file", self.centre.uuid, planned.uuid)


class WomenHoursVerb(CentreScreen):
    """Add hours for women, or drop them."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it and go back."""
        if "hours" in kwargs:
            drop_women_hours(get_object_or_404(self.centre.hours_for_women, uuid=kwargs["hours"]), by=self.person)
            messages.success(request, "These hours are for everybody again. Places booked in them stay booked.")
        else:
            form = WomenHoursForm(request.POST)
            if form.is_valid():
                add_women_hours(self.centre, **form.cleaned_data, by=self.person)
                messages.success(request, "From now on only women can book places in these hours.")
            else:
                messages.error(request, "The hours end after they begin. Nothing was saved.")
        return redirect("hunar_running_staff:centre", self.centre.uuid)
