"""One batch planned several times over: dates, centre and audience of each run."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from courses.running.actions.cohorts import Run, copy_cohort
from courses.running.errors import Refusal
from courses.running.permissions import may
from courses.running.staff.base import StaffTemplate
from courses.running.staff.forms import DAY
from lms.people.models import Centre, Organisation

SIZES = (6, 12, 24, 50)
USUAL_RUNS, MOST_RUNS = SIZES[0], SIZES[-1]


class RunForm(forms.Form):
    """One run; a row left empty is none."""

    name = forms.CharField(max_length=200, label="Name")
    starts_on = forms.DateField(label="First day", widget=DAY)
    ends_on = forms.DateField(label="Last day planned", widget=DAY, required=False)
    centre = forms.ModelChoiceField(queryset=Centre.objects.all(), required=False, label="Centre")
    members_of = forms.ModelChoiceField(
        queryset=Organisation.objects.all(), required=False, label="Only for people of", empty_label="Open to all"
    )


class CohortCopy(StaffTemplate):
    """One entry for each run."""

    page_title = "Copy this batch"
    template_name = "hunar_running/staff/copies.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the batch; who may not plan batches of its programme does not find it."""
        super().setup(request, *args, **kwargs)
        self.found = self.cohort()
        if not may(self.person, "create_cohort", self.found.programme):
            raise Http404

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), (reverse("hunar_running_staff:cohort", args=[self.found.uuid]), self.found.name)]

    def rows(self) -> Any:
        """Return the table, with as many rows as were asked for."""
        asked = self.request.GET.get("runs", "")
        extra = min(int(asked), MOST_RUNS) if asked.isdecimal() and len(asked) <= 4 and int(asked) else USUAL_RUNS
        factory = forms.formset_factory(RunForm, extra=extra, max_num=MOST_RUNS, absolute_max=MOST_RUNS)
        rows = factory(self.request.POST or None, prefix="run")
        # Read once for the whole table, not once a row.
        for name in ("centre", "members_of"):
            offered = list(rows.empty_form.fields[name].choices)  # type: ignore[attr-defined]
            for form in rows.forms:
                form.fields[name].choices = offered  # type: ignore[attr-defined]
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the table."""
        rows = kwargs.pop("rows", None) or self.rows()
        return super().get_context_data(cohort=self.found, rows=rows, sizes=SIZES, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Plan every run, or none and say why with everything typed still there."""
        rows = self.rows()
        if not rows.is_valid():
            return self.render_to_response(self.get_context_data(rows=rows))
        runs = [Run(**row) for row in rows.cleaned_data if row]
        try:
            made = copy_cohort(self.found, runs, by=self.person)
        except (Refusal, ValidationError) as problem:
            sentences = problem.messages if isinstance(problem, ValidationError) else [str(problem)]
            messages.error(request, " ".join([*sentences, "No run was planned."]))
            return self.render_to_response(self.get_context_data(rows=rows))
        messages.success(request, f"{len(made)} {'run is' if len(made) == 1 else 'runs are'} planned.")
        return redirect("hunar_running_staff:cohorts")
