"""Batches: the list, a new one, one batch with its trainees and classes, opening."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button, HeaderButton

from courses.authoring.api import latest_edition
from courses.running.actions.cohorts import create_cohort, open_cohort
from courses.running.actions.moving import last_standing, movable
from courses.running.attendance.risk import risk_of
from courses.running.errors import Refusal
from courses.running.models import Cohort
from courses.running.permissions import may
from courses.running.seats.querysets import seat_count
from courses.running.staff.base import StaffForm, StaffTemplate
from courses.running.staff.cohort_buttons import every_day, now_and_then
from courses.running.staff.cohort_form import CohortForm, chosen_pair, offered_pairs
from courses.running.staff.lists import (
    closed_count,
    courses_run_by,
    has_a_role,
    members,
    members_of,
    run_programmes,
    runs_programmes,
    title_of,
    visible_cohorts,
    ways_chosen,
)
from courses.running.staff.warnings import warnings_of
from courses.running.staff.webinars import webinars_of

PER_PAGE = 50


class CohortList(StaffTemplate):
    """All batches in which she has a role."""

    page_title = "Batches"
    template_name = "hunar_running/staff/cohorts.html"

    def trail(self) -> list[tuple[str, str]]:
        """Return nothing: this is the first step."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List a page of batches with the titles of their courses."""
        if not has_a_role(self.person):
            raise Http404
        page = Paginator(visible_cohorts(self.person), PER_PAGE).get_page(self.request.GET.get("p"))
        titles = {key: title_of(key) for key in {cohort.course_key for cohort in page}}
        rows = [{"cohort": cohort, "course": titles[cohort.course_key]} for cohort in page]
        return super().get_context_data(page=page, rows=rows, closed=closed_count(self.person), **kwargs)

    def get_header_buttons(self) -> list[HeaderButton]:
        """Offer a new batch to those who run a programme."""
        if not runs_programmes(self.person):
            return []
        return [HeaderButton("Add a batch", url=reverse("hunar_running_staff:add_cohort"), icon_name="plus")]


class CohortAdd(StaffForm):
    """A new batch, opened at once on the latest edition unless she says otherwise."""

    page_title = "Add a batch"
    form_class = CohortForm
    submit_label = "Save the batch"

    def allowed(self) -> None:
        """Let in who runs a programme."""
        if not runs_programmes(self.person):
            raise Http404

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the courses of her programmes."""
        self.programmes = run_programmes(self.person)
        offered = offered_pairs(self.programmes, courses_run_by(self.person))
        return super().get_form_kwargs() | {"offered": offered}

    def form_valid(self, form: CohortForm) -> HttpResponse:
        """Make it, open it, go to it."""
        data = form.cleaned_data
        programme, course_key = chosen_pair(data["course"], self.programmes)
        given = {name: value for name, value in data.items() if name not in {"course", "open_now"}}
        try:
            cohort = create_cohort(programme, UUID(course_key), by=self.person, **given)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        if data["open_now"]:
            open_on_latest(self.request, cohort, self)
        return redirect("hunar_running_staff:cohort", cohort.uuid)


def open_on_latest(request: HttpRequest, cohort: Cohort, page: Any) -> None:
    """Open a batch on its course's latest edition and say what happened."""
    edition = latest_edition(cohort.course_key)
    if edition is None:
        messages.warning(request, "The batch is planned. Release the course first, then open the batch.")
        return
    try:
        open_cohort(cohort, edition, by=page.person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return
    messages.success(request, f"{cohort.name} is open on edition {edition.number}.")
    for warning in warnings_of(cohort):
        messages.warning(request, warning)


class CohortPage(StaffTemplate):
    """One batch: its trainees with progress and minutes, its classes."""

    template_name = "hunar_running/staff/cohort.html"

    def get_page_title(self) -> str:
        """Return the batch's name."""
        return self.found.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Collect a page of trainees and the latest classes."""
        self.found = self.cohort()
        page = Paginator(members_of(self.found), PER_PAGE).get_page(self.request.GET.get("p"))
        policy = self.found.programme.rules
        return super().get_context_data(
            cohort=self.found,
            course=title_of(self.found.course_key),
            policy=policy,
            page=page,
            members=members(self.found, page),
            classes=self.found.class_sessions.all()[:PER_PAGE],
            latest=latest_edition(self.found.course_key) if self.found.state == Cohort.State.PLANNED else None,
            runs=may(self.person, "extend", self.found),
            newer=movable(self.found) if may(self.person, "move", self.found) else None,
            ways=ways_chosen(self.found),
            seats=seat_count(self.found),
            webinars=webinars_of(self.found),
            risk=risk_of(self.found, timezone.now()),
            now=timezone.now(),
            last_move=last_standing(self.found),
            warnings=warnings_of(self.found),
            trainers=self.found.trainers.all(),
            moves=self.found.moves.select_related("before", "after", "moved_by")[:PER_PAGE],
            **kwargs,
        )

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer what she does here every day."""
        return every_day(self.person, self.found)

    @property
    def header_more_buttons(self) -> list[Button]:
        """Offer the rest behind the three dots."""
        return now_and_then(self.person, self.found)


class CohortOpen(StaffTemplate):
    """The button that opens a planned batch."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Open it and go back."""
        cohort = self.cohort("open")
        open_on_latest(request, cohort, self)
        return redirect("hunar_running_staff:cohort", cohort.uuid)
