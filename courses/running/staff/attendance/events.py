"""Events and lab hours of a centre: add them, and take their roll of anybody the centre's programmes know."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from courses.running.actions.cards import person_of_card
from courses.running.actions.roll import create_at_centre, take_roll, unlockers
from courses.running.actions.unlocking import unlock_roll
from courses.running.attendance.rolls import is_locked
from courses.running.errors import Refusal
from courses.running.models import ClassSession, RollEntry
from courses.running.permissions import may
from courses.running.querysets import standing_roll
from courses.running.staff.attendance.base import CentreScreen
from courses.running.staff.attendance.forms import EventForm, LabForm, UnlockForm
from courses.running.staff.attendance.waiting import person_named
from courses.running.staff.trainees import checked


class EventAdd(CentreScreen):
    """A new event."""

    page_title = "Add an event"
    template_name = "hunar_running/staff/attendance/plan.html"
    verb = "create_session"
    kind = ClassSession.Kind.EVENT
    form_class: type[EventForm] | type[LabForm] = EventForm
    submit = "Save the event"
    form: Form | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the form."""
        form = self.form or self.form_class(initial={"starts_at": timezone.localtime().replace(minute=0)})
        return super().get_context_data(form=form, media=form.media, submit=self.submit, **kwargs)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Add it and go to its roll."""
        self.form = self.form_class(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        session = create_at_centre(self.centre, self.kind, by=self.person, **self.form.cleaned_data)
        return redirect("hunar_running_staff:event", self.centre.uuid, session.uuid)


class LabAdd(EventAdd):
    """Lab hours that everybody at the centre may book."""

    page_title = "Add lab hours"
    kind = ClassSession.Kind.LAB
    form_class = LabForm
    submit = "Save the lab hours"


class EventRoll(CentreScreen):
    """Who was at an event, or in lab hours; people are added by username or by what stands on their card."""

    template_name = "hunar_running/staff/attendance/event.html"
    verb = "take_roll"
    typed = ""
    problem = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the event."""
        super().setup(request, *args, **kwargs)
        events = self.centre.class_sessions.filter(cohorts=None)
        self.event: ClassSession = get_object_or_404(events, uuid=kwargs["session"])

    def get_page_title(self) -> str:
        """Return the event's title."""
        return self.event.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List who is on its roll."""
        rows = self.named(standing_roll().filter(session=self.event).select_related("person__user"))
        bookings = self.event.bookings.filter(state="booked").select_related("person__user").order_by("pk")
        return super().get_context_data(
            centre=self.centre,
            event=self.event,
            booked=self.named(bookings),
            taken=bookings.count(),
            locked=is_locked(self.event, timezone.now()),
            may_unlock=may(self.person, "unlock", self.event),
            unlockers=unlockers(self.event),
            unlock_form=UnlockForm(),
            unlock_url=reverse("hunar_running_staff:unlock_event", args=[self.centre.uuid, self.event.uuid]),
            rows=rows.order_by("person__display_name", "pk"),
            typed=self.typed,
            problem=self.problem,
            **kwargs,
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Write one person's minutes; who was there for all of it needs no number."""
        self.typed = request.POST.get("who", "").strip()
        try:
            person, source = found_person(self.typed)
            take_roll(self.event, {person: minutes_typed(request, self.event)}, by=self.person, source=source)
        except Refusal as refusal:
            self.problem = str(refusal)
            return self.render_to_response(self.get_context_data())
        messages.success(request, "On the roll.")
        return redirect(reverse("hunar_running_staff:event", args=[self.centre.uuid, self.event.uuid]))


class EventUnlock(EventRoll):
    """Unlock the roll of an event or of lab hours until the end of the day."""

    http_method_names = ["post"]
    verb = "unlock"

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Unlock it and go back."""
        try:
            unlock_roll(self.event, reason=checked(UnlockForm(request.POST))["reason"], by=self.person)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The roll can be written until the end of today.")
        return redirect("hunar_running_staff:event", self.centre.uuid, self.event.uuid)


def found_person(text: str) -> tuple[UUID, str]:
    """Return who is meant by a card's code or sign, or by a username, and how we know; refuse when nobody is."""
    person = person_of_card(text)
    if person is not None:
        return person.uuid, RollEntry.Source.CARD
    return person_named(text).uuid, RollEntry.Source.TYPED


def minutes_typed(request: HttpRequest, session: ClassSession) -> int:
    """Return the minutes typed beside a name; all planned ones when none are."""
    text = request.POST.get("minutes", "").strip()
    if text and not (text.isdecimal() and len(text) <= 4):
        raise Refusal("Minutes are whole numbers. Nothing was saved.")
    return int(text) if text else session.planned_minutes
