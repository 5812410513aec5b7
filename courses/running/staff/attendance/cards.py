"""Cards of a batch: print them, and mark a class by them."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from courses.running.actions.cards import issue_cards, mark_present
from courses.running.actions.roll import expected
from courses.running.card_sheet import render_cards
from courses.running.errors import Refusal
from courses.running.models import ClassSession
from courses.running.querysets import standing_roll
from courses.running.staff.base import StaffTemplate
from courses.running.staff.trainees import cohort_step
from courses.running.views.places import key_of
from lms.people.api import SheetError


class CardPage(StaffTemplate):
    """Marking a class by cards: one field for a code or for what a phone reads, and who is marked."""

    template_name = "hunar_running/staff/attendance/cards.html"
    problem = ""
    typed = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the batch and the class."""
        super().setup(request, *args, **kwargs)
        self.batch = self.cohort("take_roll")
        self.session: ClassSession = get_object_or_404(self.batch.class_sessions, uuid=kwargs["session"])

    def get_page_title(self) -> str:
        """Return the class's title."""
        return f"Cards: {self.session.title}"

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), cohort_step(self.batch)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List who is marked, the last first."""
        hers = standing_roll().filter(session=self.session, person__uuid__in=expected(self.session, by=self.person))
        rows = hers.select_related("person").order_by("-recorded_at", "-pk")
        return super().get_context_data(
            cohort=self.batch, session=self.session, rows=rows, problem=self.problem, typed=self.typed, **kwargs
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Mark the holder present; the script of the camera reads the answer as JSON."""
        self.typed = request.POST.get("card", "").strip()
        scanned = request.headers.get("Accept") == "application/json"
        try:
            person = mark_present(self.session, self.typed, by=self.person)
        except Refusal as refusal:
            self.problem = str(refusal)
            if scanned:
                return JsonResponse({"problem": self.problem}, status=409)
            return self.render_to_response(self.get_context_data())
        if scanned:
            return JsonResponse({"name": person.display_name})
        messages.success(request, f"{person.display_name} is present.")
        return redirect("hunar_running_staff:cards", self.batch.uuid, self.session.uuid)


class PrintCards(StaffTemplate):
    """Print the cards of a batch; who has one keeps its code, unless a new one is asked for."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Return the sheet."""
        cohort = self.cohort("take_roll")
        anew = request.POST.getlist("anew")
        lost = list(cohort.enrolments.filter(uuid__in=[key for key in anew if key_of(key)]))
        try:
            with transaction.atomic():
                cards = issue_cards(cohort, by=self.person, anew=lost)
                sheet = render_cards([card for card in cards if card.enrolment in lost] if lost else cards)
        except SheetError as problem:
            messages.error(request, f"{problem} Nothing was printed.")
            return redirect("hunar_running_staff:cohort", cohort.uuid)
        response = HttpResponse(sheet, content_type="application/pdf")
        response["Content-Disposition"] = 'attachment; filename="attendance-cards.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response
