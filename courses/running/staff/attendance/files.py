"""One file of a device: what would come of it, the button that brings it in, and its clock afterwards."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from courses.running.actions.device_imports import confirm_import, correct_clock
from courses.running.errors import Refusal
from courses.running.models import DeviceImport
from courses.running.staff.attendance.base import CentreScreen
from courses.running.staff.attendance.forms import ClockForm

WHYS = {
    "no_number": "has no number that a device could give",
    "no_time": "has no date and time that can be read",
    "future": "lies in the time to come: look at the device's clock",
}
MOST_SHOWN = 200


class FilePage(CentreScreen):
    """The lines of a file, counted; POST brings it in, or puts its clock right."""

    template_name = "hunar_running/staff/attendance/file.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the file."""
        super().setup(request, *args, **kwargs)
        self.found: DeviceImport = get_object_or_404(self.centre.device_imports, uuid=kwargs["file"])

    def get_page_title(self) -> str:
        """Say which step this is."""
        return "Look before it counts" if self.found.state == DeviceImport.State.PLANNED else "A file of the device"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the four numbers and every refused line."""
        found = self.found
        refused = [(line, WHYS.get(why, why)) for line, why in found.refused_lines[:MOST_SHOWN]]
        return super().get_context_data(
            centre=self.centre,
            file=found,
            planned=found.state == DeviceImport.State.PLANNED,
            refused=refused,
            more=max(0, len(found.refused_lines) - MOST_SHOWN),
            clock_form=ClockForm(initial={"clock_minutes": found.clock_minutes}),
            **kwargs,
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Bring it in, or put its clock right, and say what came of it."""
        try:
            if self.found.state == DeviceImport.State.PLANNED:
                found = confirm_import(self.found, by=self.person)
                messages.success(request, said_of(found, twice=found.pk != self.found.pk))
            else:
                found = self.found
                form = ClockForm(request.POST)
                if not form.is_valid():
                    raise Refusal("Minutes are whole numbers, up to 1440. Nothing was changed.")
                count = correct_clock(found, form.cleaned_data["clock_minutes"], by=self.person)
                messages.success(request, f"The clock is put right: {count} minutes on rolls changed.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("hunar_running_staff:centre", self.centre.uuid)
        if found.exceptions:
            return redirect(reverse("hunar_running_staff:waiting", args=[self.centre.uuid]))
        return redirect("hunar_running_staff:device_file", self.centre.uuid, found.uuid)


def said_of(found: DeviceImport, *, twice: bool) -> str:
    """Return what came of a file in one sentence."""
    if twice:
        return "This very file was brought in before. Nothing was changed."
    return (
        f"Brought in. Of {found.lines} lines {found.used} count, {found.duplicates} were here already or pressed "
        f"twice, {found.exceptions} wait for you and {found.refused} could not be read."
    )
