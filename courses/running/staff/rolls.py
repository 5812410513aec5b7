"""Classes and their roll in minutes: one screen, a name and a field each."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from wagtail.admin import messages

from courses.running.actions.roll import create_session, take_roll
from courses.running.errors import Refusal
from courses.running.models import ClassSession, Cohort
from courses.running.permissions import may
from courses.running.seats.first_class import first_class
from courses.running.staff.attendance.classes import roll_context
from courses.running.staff.base import StaffTemplate
from courses.running.staff.forms import SessionForm
from courses.running.staff.lists import roll_lines
from courses.running.staff.trainees import cohort_step


class RollPage(StaffTemplate):
    """The roll of one class, or of a new class made with it."""

    template_name = "hunar_running/staff/roll.html"
    problem = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the batch and the class; 404 where she may not take the roll."""
        super().setup(request, *args, **kwargs)
        self.batch = self.cohort("take_roll")
        self.session: ClassSession | None = None
        if "session" in kwargs:
            self.session = get_object_or_404(self.batch.class_sessions, uuid=kwargs["session"])
        elif not may(self.person, "create_session", self.batch):
            raise Http404
        self.form = SessionForm(request.POST or None, initial={"starts_at": timezone.localtime().replace(minute=0)})

    def get_page_title(self) -> str:
        """Return the class's title."""
        return self.session.title if self.session else "Take a roll"

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), cohort_step(self.batch)]

    def cohorts(self) -> list[Cohort]:
        """Return the batches on this roll."""
        if self.session is None:
            return [self.batch]
        every = self.session.cohorts.select_related("programme")
        return [cohort for cohort in every if may(self.person, "take_roll", cohort)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the names with the minutes that stand, or those just typed when they were refused."""
        lines = roll_lines(self.cohorts(), self.session)
        posted = self.request.POST
        rows = [{"line": line, "value": posted.get(f"m-{line.key}", line.minutes)} for line in lines]
        closes = self.session is not None and may(self.person, "withdraw", self.batch)
        return super().get_context_data(
            closes=closes and first_class(self.batch) == self.session and self.batch.programme.rules.seats.no_show,
            cohort=self.batch,
            session=self.session,
            form=self.form,
            media=self.form.media,
            rows=rows,
            problem=self.problem,
            **(roll_context(self.batch, self.session, self.person) if self.session else {}),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save the roll; when anything is refused nothing is saved and what she typed stays."""
        try:
            with transaction.atomic():
                count = self.save()
        except Refusal as refusal:
            self.problem = str(refusal)
            return self.render_to_response(self.get_context_data())
        messages.success(request, f"Saved: {count} new {'entry' if count == 1 else 'entries'} on the roll.")
        return redirect("hunar_running_staff:cohort", self.batch.uuid)

    def save(self) -> int:
        """Make the class when it is new, then take its roll."""
        session = self.session or self.new_session()
        return take_roll(session, self.minutes(session), by=self.person)

    def new_session(self) -> ClassSession:
        """Make the class from the form above the names."""
        if not self.form.is_valid():
            raise Refusal("Look at the fields of the class. Nothing was saved.")
        data = self.form.cleaned_data
        return create_session(cohorts=[self.batch], by=self.person, centre=self.batch.centre, **data)

    def minutes(self, session: ClassSession) -> dict[UUID, int]:
        """Return the minutes typed; with “the rest” pressed, everybody without a number was there to the end."""
        rest = "rest" in self.request.POST
        found = {}
        for line in roll_lines(self.cohorts(), self.session):
            text = self.request.POST.get(f"m-{line.key}", "").strip()
            if text and not (text.isdecimal() and len(text) <= 4):
                raise Refusal(f"Minutes are whole numbers. Look at {line.name}. Nothing was saved.")
            if text or rest:
                found[line.key] = int(text) if text else session.planned_minutes
        return found
