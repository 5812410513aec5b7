"""Seats of a batch: how many, who waits, the join code, and closing the roll of the first class."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from courses.running.access.words import end_words
from courses.running.errors import Refusal
from courses.running.models import Application, Cohort, SeatKind
from courses.running.permissions import may
from courses.running.seats.actions.capacity import change_seats
from courses.running.seats.actions.codes import make_join_code, stop_join_code
from courses.running.seats.actions.first_class import close_first_session
from courses.running.seats.actions.giving import settle_seats
from courses.running.seats.actions.waiting import give_back
from courses.running.seats.first_class import absent_from, first_class, offered_next, why_not_closed
from courses.running.seats.querysets import offered_in, seat_count
from courses.running.staff.base import StaffTemplate
from courses.running.staff.trainees import checked, cohort_step
from lms.foundation.api import group_code
from lms.people.models import Person

PER_PAGE = 50


class SeatsForm(forms.Form):
    """How many seats a batch has."""

    seats = forms.IntegerField(
        required=False, min_value=1, max_value=1_000_000, label="Seats", help_text="Leave it empty for no limit."
    )


class SeatsScreen(StaffTemplate):
    """A screen below a batch for those who may enrol in it."""

    verb = "enrol"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the batch; 404 where she may not."""
        super().setup(request, *args, **kwargs)
        self.found = self.cohort(self.verb)

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), cohort_step(self.found)]

    def back(self) -> HttpResponse:
        """Return to the seats."""
        return redirect("hunar_running_staff:seats", self.found.uuid)


class SeatsPage(SeatsScreen):
    """The numbers, the waiting list, the code, and what happened to seats."""

    page_title = "Seats"
    template_name = "hunar_running/staff/seats.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Collect them; offers that ran out end first."""
        if offered_in(self.found).filter(offered_until__lte=timezone.now()).exists():
            settle_seats(self.found)
        open_states = [SeatKind.OFFERED, SeatKind.WAITING]
        rows = self.found.applications.filter(state__in=open_states).select_related("person__user")
        ordered = rows.order_by(F("offered_until").asc(nulls_last=True), "joined_at", "pk")
        page = Paginator(ordered, PER_PAGE).get_page(self.request.GET.get("p"))
        code = self.found.join_code
        return super().get_context_data(
            cohort=self.found,
            count=seat_count(self.found),
            form=SeatsForm(initial={"seats": self.found.seats}),
            page=page,
            rows=[(row, end_of(row.offered_until, self.found)) for row in page],
            code=group_code(code, 4) if code else "",
            join_address=self.request.build_absolute_uri(reverse("hunar_running:join")),
            story=story(self.found),
            changes=may(self.person, "change", self.found),
            no_show=self.found.programme.rules.seats.no_show,
            **kwargs,
        )


def story(cohort: Cohort) -> list[dict[str, Any]]:
    """Return the latest changes of seats with who made them, the last first."""
    rows = cohort.seat_entries.select_related("person__user").order_by("-recorded_at", "-sequence")
    entries = list(rows[: 2 * PER_PAGE])
    actors = {entry.actor for entry in entries if entry.actor}
    names: dict[UUID | None, str] = dict(Person.objects.filter(uuid__in=actors).values_list("uuid", "display_name"))
    return [
        {"entry": entry, "by": names.get(entry.actor, "The system"), "until": end_of(entry.until, cohort)}
        for entry in entries
    ]


def end_of(until: datetime | None, cohort: Cohort) -> str:
    """Return the end of an offer in the words that the trainee reads; empty without one."""
    return end_words(until, ZoneInfo(cohort.time_zone)) if until else ""


class SeatsVerb(SeatsScreen):
    """A button of the seats; does its verb and goes back with a sentence."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        try:
            messages.success(request, self.act(request))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return self.back()

    def act(self, request: HttpRequest) -> str:
        """Do the verb and return a sentence."""
        raise NotImplementedError


class ChangeSeats(SeatsVerb):
    """More or fewer seats."""

    verb = "change"

    def act(self, request: HttpRequest) -> str:
        """Change the number; what gets free is offered at once."""
        offered = change_seats(self.found, checked(SeatsForm(request.POST))["seats"], by=self.person)
        return f"Saved. {offered} of those who wait are offered a seat now."


class MakeCode(SeatsVerb):
    """A new join code."""

    verb = "change"

    def act(self, request: HttpRequest) -> str:
        """Make it; the one before stops."""
        make_join_code(self.found, by=self.person)
        return "Here is the code. Whoever has it can join while seats are free; an older code works no more."


class StopCode(SeatsVerb):
    """No join code any more."""

    verb = "change"

    def act(self, request: HttpRequest) -> str:
        """Stop it."""
        stop_join_code(self.found, by=self.person)
        return "Nobody joins by code any more. Those who did stay."


class TakeOffList(SeatsVerb):
    """Somebody who told the centre that she does not come."""

    def act(self, request: HttpRequest) -> str:
        """Give her seat or place to others."""
        found = get_object_or_404(Application, cohort=self.found, uuid=self.key("application"))
        give_back(found, by=self.person)
        return "Taken off the list. A seat kept for her goes to the next."


class FirstClassPage(SeatsScreen):
    """Who loses a seat when the roll of the first class is closed; the button that closes it."""

    verb = "withdraw"
    page_title = "Close the roll of the first class"
    template_name = "hunar_running/staff/first_class.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show whom it meets before it is done."""
        settle_seats(self.found)
        session = first_class(self.found)
        absent = absent_from(self.found, session) if session else []
        return super().get_context_data(
            cohort=self.found,
            session=session,
            sentence=why_not_closed(self.found, session),
            absent=absent,
            next=offered_next(self.found, [each for each in absent if not each.late]),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Close it, sparing those whose names were ticked."""
        try:
            spared = {UUID(key) for key in request.POST.getlist("keep")}
        except ValueError as error:
            raise Http404 from error
        try:
            lost, offered = close_first_session(self.found, by=self.person, spared=spared)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return self.back()
        sentence = f"Closed. {lost} lost their seats, {offered} of those who wait are offered one."
        messages.success(request, sentence)
        return self.back()
