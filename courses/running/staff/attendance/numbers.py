"""Whose number is whose at a centre's devices: one by one on the trainee's page, or as a list."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from courses.running.actions.punches import give_number
from courses.running.errors import Refusal
from courses.running.models import Enrolment
from courses.running.permissions import may
from courses.running.staff.attendance.base import CentreScreen
from courses.running.staff.attendance.waiting import person_named
from courses.running.staff.trainees import TraineeVerb


class NumbersPage(CentreScreen):
    """The numbers of a centre; POST takes a list of lines ``number,username``, all or none of them."""

    page_title = "Numbers of the devices"
    template_name = "hunar_running/staff/attendance/numbers.html"
    typed = ""
    problems: list[str]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List who has which number."""
        rows = self.named(self.centre.badges.select_related("person__user").order_by("number"))
        return super().get_context_data(
            centre=self.centre, badges=rows, typed=self.typed, problems=getattr(self, "problems", []), **kwargs
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Give every number, or say what is wrong with which line and give none."""
        self.typed = request.POST.get("lines", "")
        self.problems = []
        count = 0
        with transaction.atomic():
            for place, line in enumerate(self.typed.splitlines(), start=1):
                number, mark, username = line.partition(",") if "," in line else line.partition("\t")
                if not line.strip():
                    continue
                try:
                    if not mark:
                        raise Refusal("It wants a number, a comma and a username.")
                    give_number(self.centre, number, person_named(username), by=self.person)
                    count += 1
                except Refusal as refusal:
                    self.problems.append(f"Line {place}: {str(refusal).removesuffix(' Nothing was changed.')}")
            if self.problems:
                transaction.set_rollback(True)
        if self.problems or not count:
            self.problems = self.problems or ["The list is empty."]
            return self.render_to_response(self.get_context_data())
        messages.success(request, f"{count} numbers are given. What they pressed before counts now.")
        return redirect("hunar_running_staff:numbers", self.centre.uuid)


class NumberVerb(TraineeVerb):
    """The number that her centre's devices know a trainee by, from her own page."""

    verb = "see"

    def act(self, request: HttpRequest, enrolment: Enrolment) -> str:
        """Give it."""
        centre = enrolment.cohort.centre
        if centre is None or not may(self.person, "import_punches", centre):
            raise Http404
        give_number(centre, request.POST.get("number", ""), enrolment.person, by=self.person)
        return "The number is given. What it pressed before counts now."
