"""The calendar of outages: what was recorded, a new one with its preview, one outage and whom it met."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from courses.running.actions.outages import record_outage, take_back_outage
from courses.running.errors import Refusal
from courses.running.models import Outage
from courses.running.outages.effect import effects
from courses.running.outages.reach import still_in_predecessors, with_successors
from courses.running.permissions import may
from courses.running.staff.base import StaffForm, StaffPage, StaffTemplate
from courses.running.staff.lists import run_programmes, runs_programmes
from courses.running.staff.outage_form import OutageFilter, OutageForm
from courses.running.womens_batches import closed_to
from lms.people.models import Person

PER_PAGE = 50


def visible_outages(person: Person) -> "QuerySet[Outage]":
    """Return the outages in programmes that she runs, with how many trainees each met."""
    rows = Outage.objects.filter(programmes__in=run_programmes(person)).order_by("-starts_at", "-pk")
    return rows.annotate(met=Count("entries", distinct=True)).prefetch_related("districts", "centres")


class OutageScreen(StaffPage):
    """For who runs a programme."""

    header_icon = "warning"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Hide it from everybody else."""
        super().setup(request, *args, **kwargs)
        if not runs_programmes(self.person):
            raise Http404

    def trail(self) -> list[tuple[str, str]]:
        """Return the calendar as the step above."""
        return [(reverse("hunar_running_staff:outages"), "Outages")]


class OutageList(OutageScreen, StaffTemplate):
    """The calendar, the latest first, by district, kind and network."""

    page_title = "Outages"
    template_name = "hunar_running/staff/outages.html"

    def trail(self) -> list[tuple[str, str]]:
        """Return nothing: this is the first step."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page of what was asked for."""
        asked = OutageFilter(self.request.GET)
        rows = visible_outages(self.person)
        if asked.is_valid():
            data = asked.cleaned_data
            if data["district"]:
                rows = rows.filter(districts__in=with_successors([data["district"]]))
            rows = rows.filter(**{name: data[name] for name in ("kind", "network") if data[name]})
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page=page, filter=asked, filtered=any(self.request.GET.values()), **kwargs)

    def get_header_buttons(self) -> list[HeaderButton]:
        """Offer a new one."""
        address = reverse("hunar_running_staff:add_outage")
        return [HeaderButton("Record an outage", url=address, icon_name="plus")]


class OutageAdd(OutageScreen, StaffForm):
    """A new outage: first whom it meets and what it moves, then the button that records it."""

    page_title = "Record an outage"
    template_name = "hunar_running/staff/outage_form.html"
    form_class = OutageForm
    submit_label = "Show whom it meets"

    def allowed(self) -> None:
        """Asked before: who runs a programme."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the programmes she runs."""
        return super().get_form_kwargs() | {"programmes": run_programmes(self.person)}

    def form_valid(self, form: OutageForm) -> HttpResponse:
        """Show the preview, or record what was previewed."""
        if self.request.POST.get("record") != form.seen():
            return self.preview(form)
        try:
            outage = record_outage(form.reach(), kind=form.cleaned_data["kind"], by=self.person)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, "Recorded. Each trainee reads it on her home. It can be taken back here.")
        return redirect("hunar_running_staff:outage", outage.uuid)

    def preview(self, form: OutageForm) -> HttpResponse:
        """Say whom it meets and what it moves; nothing is written."""
        found = effects(form.reach())
        context = self.get_context_data(
            form=form,
            effects=found,
            met=sum(each.met for each in found),
            moved=sum(each.moved for each in found),
            elsewhere=still_in_predecessors(form.cleaned_data["districts"]),
            previewed=True,
            seen=form.seen(),
        )
        return self.render_to_response(context)


class OutagePage(OutageScreen, StaffTemplate):
    """One outage and whom it met, a page at a time; POST takes it back."""

    template_name = "hunar_running/staff/outage.html"

    def get_page_title(self) -> str:
        """Return what was out."""
        return self.outage().get_kind_display()

    def outage(self) -> Outage:
        """Return the outage in the address; 404 where it is in none of her programmes."""
        return get_object_or_404(visible_outages(self.person), uuid=self.key("outage"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Collect a page of entries."""
        found = self.outage()
        undone = Q(pk__in=found.entries.model.objects.filter(supersedes__outage=found).values("supersedes"))
        # Of an outage that several programmes share she sees her own trainees, and none of whom she may not look at.
        hers = found.entries.filter(enrolment__cohort__programme__in=run_programmes(self.person))
        entries = hers.select_related("enrolment__person", "enrolment__cohort__programme")
        standing = entries.exclude(undone).order_by("enrolment__cohort", "pk")
        named = standing.exclude(enrolment__cohort__in=closed_to(self.person))
        page, still = Paginator(named, PER_PAGE), standing.count()
        programmes = list(found.programmes.all())
        return super().get_context_data(
            outage=found,
            programmes=programmes,
            still=still,
            unnamed=still - page.count,
            page=page.get_page(self.request.GET.get("p")),
            may_take_back=all(may(self.person, "freeze", each) for each in programmes),
            **kwargs,
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Take it back."""
        found = self.outage()
        try:
            undone = take_back_outage(found, by=self.person)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Taken back: {undone} trainees have the dates they would have without it.")
        return redirect("hunar_running_staff:outage", found.uuid)
