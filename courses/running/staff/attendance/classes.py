"""What surrounds the roll of one class: plan it, unlock it, say that the power went, mark by card."""

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from courses.running.actions.power_cuts import record_power_cut, undo_power_cut
from courses.running.actions.roll import create_session, unlockers
from courses.running.actions.unlocking import unlock_roll
from courses.running.attendance.risk import risk_of
from courses.running.attendance.rolls import countable, excuses, is_locked, standing_cuts
from courses.running.errors import Refusal
from courses.running.models import ClassSession, Cohort
from courses.running.permissions import may
from courses.running.staff.attendance.forms import USUAL_MINUTES, PlanForm, PowerCutForm, UnlockForm
from courses.running.staff.base import StaffTemplate
from courses.running.staff.trainees import checked, cohort_step
from lms.people.models import Person

SATURDAY = 5


def roll_context(batch: Cohort, session: ClassSession, person: Person) -> dict[str, Any]:
    """Return what the screen of a roll shows besides its names: locks and power cuts."""
    now = timezone.now()
    going = min(max(session.starts_at, now), session.ends_at)
    return {
        "locked": is_locked(session, now),
        "may_unlock": may(person, "unlock", session),
        "unlockers": unlockers(session),
        "unlock_form": UnlockForm(),
        "unlock_url": reverse("hunar_running_staff:unlock", args=[batch.uuid, session.uuid]),
        "cuts": standing_cuts().filter(session=session),
        "cut_form": PowerCutForm(initial={"starts_at": session.starts_at, "until": going}),
        "countable": countable(session),
        "excused": excuses(session),
        "booked": session.bookings.filter(state="booked").count(),
        "begun": session.starts_at <= now,
    }


class ClassPlan(StaffTemplate):
    """A class to come; a make-up class is offered for the next free Saturday."""

    page_title = "Plan a class"
    template_name = "hunar_running/staff/attendance/plan.html"
    form: PlanForm | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the batch."""
        super().setup(request, *args, **kwargs)
        self.batch = self.cohort("create_session")

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), cohort_step(self.batch)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the form, filled in for a make-up class when that is what she came for."""
        form = self.form or PlanForm(initial=self.offered())
        return super().get_context_data(form=form, media=form.media, submit="Save the class", **kwargs)

    def offered(self) -> dict[str, Any]:
        """Return what stands in the form at first."""
        if "make_up" not in self.request.GET:
            return {"women_only": self.batch.women_only}
        saturday = next_saturday(timezone.localtime())
        return {
            "title": "Make-up class",
            "make_up": True,
            "starts_at": saturday,
            "planned_minutes": self.minutes_owed() or USUAL_MINUTES,
            "places": self.batch.enrolments.filter(state="active").count() or None,
            "women_only": self.batch.women_only,
        }

    def minutes_owed(self) -> int:
        """Return how long a class pays back what power cuts took, no longer than a usual class."""
        owing = risk_of(self.batch, timezone.now()).rows
        return min(USUAL_MINUTES, max((each.owing.dark for each in owing), default=0))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Plan it."""
        self.form = PlanForm(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        data = self.form.cleaned_data
        session = create_session(cohorts=[self.batch], by=self.person, centre=self.batch.centre, **data)
        messages.success(
            request, f"{session.title} is planned for {timezone.localtime(session.starts_at):%-d %B, %H:%M}."
        )
        return redirect("hunar_running_staff:cohort", self.batch.uuid)


def next_saturday(now: datetime) -> datetime:
    """Return nine in the morning of the Saturday after today."""
    days = (SATURDAY - now.weekday() - 1) % 7 + 1
    return (now + timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)


class ClassVerb(StaffTemplate):
    """A button beside a roll; does its verb and goes back to the roll with a sentence."""

    http_method_names = ["post"]
    verb = "take_roll"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        cohort = self.cohort("take_roll")
        session = get_object_or_404(cohort.class_sessions, uuid=kwargs["session"])
        if not may(self.person, self.verb, session):
            raise Http404
        try:
            messages.success(request, self.act(request, session))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("hunar_running_staff:roll", cohort.uuid, session.uuid)

    def act(self, request: HttpRequest, session: ClassSession) -> str:
        """Do the verb and return a sentence."""
        raise NotImplementedError


class UnlockVerb(ClassVerb):
    """Unlock the roll."""

    verb = "unlock"

    def act(self, request: HttpRequest, session: ClassSession) -> str:
        """Unlock it until the end of the day."""
        unlock_roll(session, reason=checked(UnlockForm(request.POST))["reason"], by=self.person)
        return "The roll can be written until the end of today."


class PowerCutVerb(ClassVerb):
    """Say that the power went."""

    def act(self, request: HttpRequest, session: ClassSession) -> str:
        """Record the cut."""
        data = checked(PowerCutForm(request.POST))
        record_power_cut(session, by=self.person, **data)
        if excuses(session):
            return "Recorded. These minutes count for everybody who was there."
        return "Recorded. These minutes count for nobody; trainees see them as hours owed."


class UndoCutVerb(ClassVerb):
    """Take a power cut back."""

    def act(self, request: HttpRequest, session: ClassSession) -> str:
        """Take it back."""
        undo_power_cut(get_object_or_404(session.power_cuts, uuid=self.key("cut")), by=self.person)
        return "Taken back. The minutes count as they were told."
