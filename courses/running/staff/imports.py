"""Bringing in a list of trainees: a file is chosen, read and shown, and made once staff say so."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from courses.running.errors import Refusal
from courses.running.importing.actions import MAKE, READ, ask_for_import, confirm_import
from courses.running.importing.kept import unseal, uploaded
from courses.running.importing.reading.errors import BadFile
from courses.running.importing.reading.table import MOST_BYTES, open_table
from courses.running.importing.writing import bad_rows, template_csv, template_xlsx
from courses.running.models import TraineeImport
from courses.running.seats.querysets import seat_count
from courses.running.staff.base import StaffForm, StaffTemplate
from courses.running.staff.trainees import cohort_step
from lms.foundation.models import Job

SECONDS_BETWEEN_LOOKS = "2"
PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATES = {"csv": (template_csv, "text/csv; charset=utf-8"), "xlsx": (template_xlsx, XLSX)}


class ListForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="List of trainees (.xlsx or .csv)",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )

    def clean_file(self) -> bytes:
        """Return the bytes of a file whose header can be read; say at once what is wrong with any other."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError("This file has more than 20 MB. Split it, each part with the first line on top.")
        data: bytes = file.read()
        try:
            open_table(data)
        except BadFile as reason:
            raise ValidationError(str(reason)) from reason
        return data


class ImportPage(StaffForm):
    """GET asks for the file, POST keeps it and queues its reading."""

    page_title = "Bring in a list"
    template_name = "hunar_running/staff/import.html"
    form_class = ListForm

    def allowed(self) -> None:
        """Let in who may enrol."""
        self.found = self.cohort("enrol")

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), cohort_step(self.found)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and the lists brought in before."""
        return super().get_context_data(cohort=self.found, earlier=self.found.imports.all()[:10], **kwargs)

    def form_valid(self, form: ListForm) -> HttpResponse:
        """Keep it and show how the reading goes."""
        try:
            made = ask_for_import(self.found, form.cleaned_data["file"], by=self.person)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return redirect("hunar_running_staff:imported", self.found.uuid, made.uuid)


class ImportScreen(StaffTemplate):
    """A screen about one list; 404 for those who may not enrol in its batch."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the batch and the list."""
        super().setup(request, *args, **kwargs)
        self.batch = self.cohort("enrol")
        rows = TraineeImport.objects.select_related("upload", "slips")
        self.found = get_object_or_404(rows, cohort=self.batch, uuid=self.key("trainee_import"))
        self.found.cohort = self.batch

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), cohort_step(self.batch)]


class ImportedPage(ImportScreen):
    """How far it is; looks again by itself while a job is at work. POST says yes, or goes on where it stopped."""

    page_title = "A list of trainees"
    template_name = "hunar_running/staff/imported.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The numbers, the problems, and the job at work."""
        step = READ if self.found.state == TraineeImport.State.READING else MAKE
        job = Job.objects.filter(key=f"{step}:{self.found.uuid}").first()
        count = seat_count(self.batch)
        adds = self.found.fresh + self.found.known
        return super().get_context_data(
            cohort=self.batch,
            list=self.found,
            job=job,
            under_way=job is not None and job.under_way,
            failed=job is not None and job.state == Job.State.FAILED,
            adds=adds,
            will_wait=0 if count.free is None else max(0, adds - count.free),
            bad=len({line for line, _column, _sentence in self.found.problems}),
            page=Paginator(self.found.problems, PER_PAGE).get_page(self.request.GET.get("p")),
            **kwargs,
        )

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Show it; the browser comes back while a job is at work."""
        response = super().render_to_response(context, **kwargs)
        if context["under_way"]:
            response["Refresh"] = SECONDS_BETWEEN_LOOKS
        return response

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make it, or go on with what failed."""
        try:
            confirm_import(self.found, by=self.person)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("hunar_running_staff:imported", self.batch.uuid, self.found.uuid)


class TemplateFile(StaffTemplate):
    """An empty list to fill in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return it as CSV or as a workbook."""
        self.cohort("enrol")
        if kwargs["kind"] not in TEMPLATES:
            raise Http404
        write, content_type = TEMPLATES[kwargs["kind"]]
        return attachment(write(), f"trainees.{kwargs['kind']}", content_type)


class BadRowsFile(ImportScreen):
    """The rows to mend."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return them as CSV with what is wrong in each, while the file is kept."""
        try:
            table = open_table(uploaded(self.found))
            problems = [(line, column, sentence) for line, column, sentence in self.found.problems]
            data = bad_rows(table.header, table.lines, problems)
        except BadFile as reason:
            messages.error(request, str(reason))
            return redirect("hunar_running_staff:imported", self.batch.uuid, self.found.uuid)
        return attachment(data, "rows-to-mend.csv", "text/csv; charset=utf-8")


class SlipsFile(ImportScreen):
    """The start slips of a list, while they are kept."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the sheet."""
        if self.found.slips is None:
            raise Http404
        data = unseal(self.found.slips)
        if data.startswith(b"%PDF"):
            return attachment(data, "start-slips.pdf", "application/pdf")
        return attachment(data, "start-slips.zip", "application/zip")


def attachment(data: bytes, name: str, content_type: str) -> HttpResponse:
    """Return a file to keep; no copy of it stays on the way."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
