"""The table of a batch as a file."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone

from courses.running.actions.exports import export_cohort
from courses.running.exporting.formats import TYPES, as_csv, as_xlsx
from courses.running.staff.base import StaffTemplate


class CohortExport(StaffTemplate):
    """Each trainee of a batch in one row, as CSV or XLSX."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Hand the file over; it is named by the batch's key and the day, and kept nowhere on the way."""
        cohort = self.cohort("export")
        form = str(kwargs["form"])
        if form not in TYPES:
            raise Http404
        rows = export_cohort(cohort, form=form, by=self.person)
        name = f"batch-{str(cohort.uuid)[:8]}-{timezone.localdate().isoformat()}.{form}"
        if form == "xlsx":
            response: Any = FileResponse(as_xlsx(rows), content_type=TYPES[form])
        else:
            response = StreamingHttpResponse(as_csv(rows), content_type=TYPES[form])
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
