"""Punches that do not count yet: unknown numbers, missing halves, and what else waits for somebody to look."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from courses.running.actions.punches import complete_stay, count_again, give_number, waiting_punches
from courses.running.errors import Refusal
from courses.running.models import Punch, PunchReading
from courses.running.staff.attendance.base import CentreScreen
from courses.running.staff.attendance.forms import StayForm
from courses.running.staff.trainees import checked
from lms.people.models import Person

State = PunchReading.State
MOST_SHOWN = 300


@dataclass
class Unknown:
    """A number that nobody has, with its punches."""

    number: str
    punches: list[Punch] = field(default_factory=list)


def unknown_numbers(punches: Iterable[Punch]) -> list[Unknown]:
    """Return the unknown numbers among these punches, each with its own."""
    found: dict[str, Unknown] = {}
    for punch in punches:
        if punch.reading.state == State.UNKNOWN:
            found.setdefault(punch.number, Unknown(punch.number)).punches.append(punch)
    return list(found.values())


class WaitingPage(CentreScreen):
    """The list; POST counts everything on it again."""

    page_title = "Punches that wait"
    template_name = "hunar_running/staff/attendance/waiting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sort what waits by what can be done about it."""
        punches = list(self.named(waiting_punches(self.centre)))
        halves = {State.MISSING_OUT, State.MISSING_IN}
        lone = [punch for punch in punches if punch.reading.state in halves][:MOST_SHOWN]
        others = [punch for punch in punches if punch.reading.state not in halves | {State.UNKNOWN}]
        return super().get_context_data(
            centre=self.centre,
            unknown=unknown_numbers(punches),
            lone=[(punch, StayForm(initial={"at": punch.reading.proposed_at})) for punch in lone],
            others=others[:MOST_SHOWN],
            **kwargs,
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Count again."""
        count = count_again(self.centre, by=self.person)
        messages.success(request, f"Counted again: {count} new {'entry' if count == 1 else 'entries'} on rolls.")
        return redirect("hunar_running_staff:waiting", self.centre.uuid)


def person_named(username: str) -> Person:
    """Return the person with this username, or refuse."""
    model = get_user_model()
    account = model.objects.filter(**{model.USERNAME_FIELD: username.strip()}).first()
    found = Person.objects.filter(user=account).first() if account else None
    if found is None:
        raise Refusal("Nobody has this username. Look at the slip. Nothing was changed.")
    return found


class GiveNumberVerb(CentreScreen):
    """Say whose a number is."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Give it and count what it pressed before."""
        try:
            person = person_named(request.POST.get("username", ""))
            count = give_number(self.centre, request.POST.get("number", ""), person, by=self.person)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, f"The number is given. {count} new {'entry' if count == 1 else 'entries'} on rolls."
            )
        return redirect("hunar_running_staff:waiting", self.centre.uuid)


class CompleteStayVerb(CentreScreen):
    """Add the missing half of a punch."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Add it and count."""
        punch = get_object_or_404(Punch, centre=self.centre, uuid=kwargs["punch"])
        try:
            data = checked(StayForm(request.POST))
            complete_stay(punch, data["at"], reason=data["reason"], by=self.person)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Added. The minutes count now.")
        return redirect("hunar_running_staff:waiting", self.centre.uuid)
