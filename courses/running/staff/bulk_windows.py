"""Everybody's window in a batch: what a change would do to each, the button, and the way back of earlier changes."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from courses.running.access.project import Projection
from courses.running.access.words import end_words
from courses.running.actions.bulk_windows import (
    BULK_KINDS,
    Change,
    Changed,
    change_windows,
    preview,
    take_back_bulk,
)
from courses.running.actions.windows import MOST_DAYS
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, AccessProjection, Cohort
from courses.running.models.access import REASONS
from courses.running.staff.base import StaffForm, StaffTemplate
from courses.running.staff.trainees import cohort_step

VERBS = {
    "extend": "More days",
    "freeze": "Freeze: the clock stands still and the door is shut",
    "resume": "Let it go on",
    "close": "Close now",
    "reopen": "Open again what was closed",
}
BULK_REASONS = [row for row in REASONS if row[0] not in {"left", "mistake"}]


class WindowsForm(forms.Form):
    """One change for everybody."""

    kind = forms.ChoiceField(
        label="What to do", widget=forms.RadioSelect, choices=[(kind.value, VERBS[kind.value]) for kind in BULK_KINDS]
    )
    days = forms.IntegerField(
        min_value=1, max_value=MOST_DAYS, required=False, label="Days", help_text="For more days."
    )
    reason = forms.ChoiceField(choices=BULK_REASONS, label="Reason")

    def clean(self) -> dict[str, Any]:
        """Days belong to more days alone."""
        data = super().clean() or {}
        if data.get("kind") == "extend" and not data.get("days") and "days" not in self.errors:
            self.add_error("days", "Say how many days.")
        return data

    def change(self) -> Change:
        """Return the change; the form is valid."""
        data = self.cleaned_data
        kind = AccessEntry.Kind(data["kind"])
        return Change(kind, data["reason"], data["days"] if kind == AccessEntry.Kind.EXTEND else None)


@dataclass(frozen=True)
class Line:
    """One trainee in the preview."""

    name: str
    before: str
    after: str
    refused: str


class WindowsPage(StaffForm):
    """The form, the preview, and what was done before."""

    page_title = "Everybody's window"
    template_name = "hunar_running/staff/windows.html"
    form_class = WindowsForm
    submit_label = "Show what it changes"

    def allowed(self) -> None:
        """Let in who may change one window."""
        self.found = self.cohort("extend")

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), cohort_step(self.found)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was done before."""
        return super().get_context_data(cohort=self.found, earlier=earlier(self.found), **kwargs)

    def form_valid(self, form: WindowsForm) -> HttpResponse:
        """Show what it changes, or do what was shown."""
        change = form.change()
        try:
            if self.request.POST.get("do") != str(change):
                return self.show(form, preview(self.found, change, by=self.person))
            count = change_windows(self.found, change, by=self.person)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"Done for {count} trainees. It can be taken back below.")
        return redirect("hunar_running_staff:windows", self.found.uuid)

    def show(self, form: WindowsForm, found: list[Changed]) -> HttpResponse:
        """Answer with the preview; nothing is written."""
        lines = [line_of(each, self.found) for each in found]
        done = sum(not line.refused for line in lines)
        context = self.get_context_data(form=form, lines=lines, count=done, previewed=True, seen=str(form.change()))
        return self.render_to_response(context)


class UndoWindows(StaffTemplate):
    """The button that takes a change back for everybody."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take it back and say so."""
        found = self.cohort("extend")
        try:
            undone = take_back_bulk(found, kwargs["bulk"], by=self.person)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Taken back for {undone} trainees. Both lines stay in their stories.")
        return redirect("hunar_running_staff:windows", found.uuid)


def line_of(changed: Changed, cohort: Cohort) -> Line:
    """Return one line of the preview."""
    zone = ZoneInfo(cohort.time_zone)
    name = changed.enrolment.person.display_name
    return Line(name, ends(changed.before, zone), ends(changed.after, zone), changed.refused)


def ends(made: Projection, zone: ZoneInfo) -> str:
    """Return when a window ends, or how it stands."""
    if made.state != "dated" or made.closes_at is None:
        return str(AccessProjection.State(made.state).label)
    return end_words(made.closes_at, zone)


def earlier(cohort: Cohort) -> list[dict[str, Any]]:
    """Return the changes made to a whole batch, the latest first, with how many of their entries still stand."""
    entries = AccessEntry.objects.filter(enrolment__cohort=cohort, bulk__isnull=False).exclude(kind="undo")
    superseded = AccessEntry.objects.filter(supersedes__bulk__isnull=False, enrolment__cohort=cohort)
    standing = Count("pk", filter=~Q(pk__in=superseded.values("supersedes")))
    rows = entries.values("bulk", "kind", "days", "reason_code").annotate(
        at=Min("recorded_at"), count=Count("pk"), standing=standing
    )
    reasons = dict(REASONS)
    return [
        row | {"what": VERBS[row["kind"]].split(":")[0], "reason": reasons[row["reason_code"]]}
        for row in rows.order_by("-at")
    ]
